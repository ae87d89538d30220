# Sourced by the scripts beside it. $as_root is what a command of the superuser begins with: nothing, or sudo;
# "nobody" where there is no way to become one.
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    as_root="nobody"
fi
