"""What exceptions mean, in words for a beginner: one table, and one sentence for each entry.

A sentence is true for everybody who meets that message: it says what was seen, never why. The first entry that fits
counts, so that those that know more stand first. Python 3.11 to 3.14 and NumPy 2.0 to 2.4 word some messages
differently; a pattern fits them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.verdict import stopped as line
from autograder.verdict.stopped import Stopped, Words

UFUNC = r".*TypeError|.*CastingError|.*ResolutionError|.*NoLoopError"
OWN_NAME = r"(?<![\w.])(?P<name>(?![_.])[\w.]+?)(?:\.__init__)?\(\) "
MISSING = OWN_NAME + r"missing \d+ required (?:positional|keyword-only) arguments?: "
TAKES = (
    r"takes (?P<takes>(?:from )?(?:\d+|no|exactly (?:one|\d+)|at most \d+)(?: to \d+)?)(?: positional)? arguments? "
    r"(?:but |\()<given#>"
)
NUMBER = r"'[\w.]*(?:int|float)\d*'"
FUNCTIONS = r"function|builtin_function_or_method|method|[\w.]*(?:ufunc|_ArrayFunctionDispatcher)"
OF_ARRAYS = "shape|T|dot|size|ndim|reshape|mean|sum|astype"
KEY = r"^(?P<key>(?!'[\w ().:]*empty).+)$"  # an empty set or dictionary was asked for no key
OPERATOR = r"unsupported operand type\(s\) for (?P<op>\S+?)(?: or [^:]*)?: "


@dataclass(frozen=True)
class Gloss:
    """One entry of the table."""

    kind: str  # a pattern for the name of the exception's type, all of it
    message: str  # a pattern for a part of its text, as ``glosses.pattern`` reads it; its groups are blanks
    says: str  # the id of the sentence
    reads: Callable[[Stopped, Words], Words | None] = lambda stopped, words: {}  # more blanks; None: it does not fit


TABLE = (
    # products of shapes
    Gloss("ValueError", r"shapes <left()> and <right()> not aligned: <a#> .* != <b#> \(dim 0\)", "gloss_product"),
    Gloss(
        "ValueError",
        r"operand 1 has a mismatch in its core dimension 0.*\(n\?,k\),\(k,m\?\).*size <b#> is different from <a#>",
        "gloss_matmul",
    ),
    Gloss("ValueError", r"Input operand \d does not have enough dimensions.*\(n\?,k\)", "gloss_matmul_number"),
    Gloss("TypeError", rf"operand type\(s\) for @=?: (?:{NUMBER}|.* and {NUMBER})", "gloss_matmul_number"),
    # entry by entry
    Gloss("ValueError", r"output operand with shape <left()> doesn't match .*shape <right()>", "gloss_in_place"),
    Gloss("ValueError", r"input array from shape <left()> into shape <right()>", "gloss_into"),
    Gloss(
        "ValueError",
        r"value array of shape <left()> could not be broadcast to indexing result of shape <right()>",
        "gloss_into",
    ),
    Gloss("ValueError", r"remapped shapes .*: <left()> +and requested shape <right()>", "gloss_broadcast"),
    Gloss("ValueError", r"broadcast together with shapes <left()> <right()>\s*$", "gloss_broadcast"),
    Gloss("ValueError", r"broadcast together with shapes (?P<shapes>[(][(), 0-9]*[)])", "gloss_broadcast_many"),
    Gloss(
        "ValueError",
        r"Mismatch is between arg \d+ with shape <left()> and arg \d+ with shape <right()>",
        "gloss_broadcast",
    ),
    Gloss("ValueError", r"setting an array element with a sequence\. .*inhomogeneous", "gloss_ragged"),
    Gloss("ValueError|TypeError", r"setting an array element with a sequence", "gloss_element"),
    Gloss("ValueError", r"reshape array of size <size#> into shape <shape()>", "gloss_reshape"),
    Gloss("ValueError", r"can only specify one unknown dimension", "gloss_reshape_two_open"),
    Gloss("ValueError", r"reshape array of size <size#> into shape \([^)]*newaxis", "gloss_reshape_open"),
    Gloss("ValueError", r"all input arrays must have the same shape", "gloss_stack"),
    Gloss("ValueError", r"array split does not result in an equal division", "gloss_split"),
    Gloss(
        "ValueError",
        r"except for the concatenation axis must match.* along dimension <axis#>.* has size <a#> .* has size <b#>",
        "gloss_join_sizes",
    ),
    Gloss(
        "ValueError",
        r"must have same number of dimensions.* has <a#> dimension.* has <b#> dimension",
        "gloss_join_axes",
    ),
    # one value where an array stands, or the other way round
    Gloss("ValueError", r"truth value of an array with more than one element", "gloss_truth"),
    Gloss(
        "TypeError",
        r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
        "gloss_one_number",
    ),
    Gloss("TypeError", r"only integer scalar arrays can be converted to a scalar index", "gloss_one_whole_number"),
    Gloss("TypeError", r"^must be real number, not <type>$", "gloss_real_number", line.types),
    Gloss(
        "TypeError",
        r"^'(?P<type>tuple|list)' object cannot be interpreted as an integer",
        "gloss_integer_not_several",
        line.types,
    ),
    Gloss(
        "TypeError",
        r"^'(?P<type>[\w.]*float\d*)' object cannot be interpreted as an integer",
        "gloss_integer",
        line.types,
    ),
    Gloss("TypeError", r"^'<type>' object cannot be interpreted as an integer", "gloss_integer_other", line.types),
    Gloss("TypeError", r"expected a sequence of integers or a single integer, got ", "gloss_sizes"),
    Gloss("TypeError", r"slice indices must be integers", "gloss_slice"),
    Gloss("TypeError", r"can't multiply sequence by non-int of type '<type>'", "gloss_repeat", line.types),
    Gloss("TypeError", r"Cannot interpret '(?P<value>[\d.]+)' as a data type", "gloss_data_type"),
    Gloss("TypeError", r"(?:Cannot interpret|^data type) '(?P<value>.*)' (?:as a data type|not)", "gloss_no_data_type"),
    # calls of what is no function
    Gloss("TypeError", r"^'(?P<type>[\w.]*(?:float|int)\d*)' object is not callable", "gloss_call_number", line.called),
    Gloss(
        "TypeError",
        r"^'(?P<type>tuple|list|dict|numpy\.ndarray)' object is not callable",
        "gloss_call_entries",
        line.called,
    ),
    Gloss("TypeError", r"^'(?P<type>module)' object is not callable", "gloss_call_module", line.called),
    Gloss("TypeError", r"^'<type>' object is not callable", "gloss_call_other", line.called),
    Gloss("TypeError", r"^'<type>' object is not callable", "gloss_call_unknown", line.types),
    # operators
    Gloss(UFUNC, r"ufunc 'bitwise_xor'|unsupported operand type\(s\) for \^=?:", "gloss_caret", line.caret),
    Gloss(UFUNC, r"ufunc 'bitwise_(?:and|or)'|unsupported operand type\(s\) for (?:&|\|)=?: .*float", "gloss_and"),
    Gloss(UFUNC, r"ufunc 'invert'|bad operand type for unary ~: '[\w.]*float\d*'", "gloss_not"),
    Gloss("TypeError", OPERATOR + r"'<left>' and '<right>'", "gloss_none_here", line.the_none),
    Gloss("TypeError", OPERATOR + r"('NoneType' and|'[\w.]+' and 'NoneType')", "gloss_none"),
    Gloss("TypeError", OPERATOR + r"'<left>' and '<right>'", "gloss_operands", line.types),
    Gloss("TypeError", r"bad operand type for unary (?P<op>\S+?): '<type>'", "gloss_unary", line.types),
    Gloss(
        "TypeError",
        r"^'(?P<op>\S+)' not supported between instances of '<left>' and '<right>'",
        "gloss_compare_here",
        line.compared,
    ),
    Gloss(
        "TypeError",
        r"^'(?P<op>\S+)' not supported between instances of '<left>' and '<right>'",
        "gloss_compare",
        line.types,
    ),
    Gloss(
        "TypeError",
        r"can only concatenate (?P<left>str|list|tuple) \(not \"<right>\"\)",
        "gloss_concatenate",
        line.types,
    ),
    Gloss(UFUNC, r"Cannot cast ufunc '\w+' output from dtype\('O'\)", "gloss_cast_object"),
    Gloss(UFUNC, r"Cannot cast ufunc '\w+' output from dtype\('float\d+'\) to dtype\('u?int\d+'\)", "gloss_cast"),
    Gloss(UFUNC, r"ufunc '<name>' (?:not supported for the input types|did not contain a loop)", "gloss_ufunc"),
    Gloss(
        "TypeError",
        r"loop of ufunc does not support argument \d+ of type <type> which has no callable <name> method",
        "gloss_ufunc_type",
        line.types,
    ),
    # values that are taken apart
    Gloss("ValueError", r"too many values to unpack \(expected <names#>", "gloss_unpack_many"),
    Gloss(
        "ValueError",
        r"not enough values to unpack \(expected (?P<names>(?:at least )?\d+), got <values#>\)",
        "gloss_unpack_few",
    ),
    Gloss("TypeError", r"cannot unpack non-iterable <type> object", "gloss_unpack_one", line.types),
    # positions and keys
    Gloss(
        "IndexError",
        r"index (?P<index>-?\d+) is out of bounds for axis <axis#> with size <size#>",
        "gloss_position",
        line.last_place,
    ),
    Gloss(
        "IndexError", r"index (?P<index>-?\d+) is out of bounds for axis <axis#> with size 0", "gloss_position_empty"
    ),
    Gloss("IndexError", r"^tuple index out of range", "gloss_shape_entry", line.of_shape),
    Gloss(
        "IndexError", r"^(?P<type>list|tuple|str)(?:ing)? (?:assignment )?index out of range", "gloss_range", line.types
    ),
    Gloss("IndexError", r"^pop from empty list", "gloss_pop"),
    Gloss("IndexError", r"^only integers, slices .* are valid indices", "gloss_array_key", line.asked_by_text),
    Gloss("IndexError", r"^only integers, slices .* are valid indices", "gloss_array_index"),
    Gloss("IndexError", r"^arrays used as indices must be of integer", "gloss_array_index"),
    Gloss("IndexError", r"boolean index did not match .* axis <axis#>.* <size#> but .* <mask#>", "gloss_mask"),
    Gloss(
        "TypeError", r"^(?P<type>list|tuple) indices must be integers or slices, not str", "gloss_text_key", line.asked
    ),
    Gloss(
        "TypeError", r"^(?P<type>list) indices must be integers or slices, not tuple", "gloss_two_positions", line.types
    ),
    Gloss(
        "TypeError", r"^(?P<type>list|tuple|str)(?:ing)? indices must be integers", "gloss_whole_position", line.types
    ),
    Gloss("TypeError", r"^'NoneType' object is not subscriptable", "gloss_none_entries", line.asked),
    Gloss("TypeError", r"^'NoneType' object does not support item", "gloss_none_here", line.asked),
    Gloss("TypeError", r"^'NoneType' object (?:is not subscriptable|does not support item)", "gloss_none"),
    Gloss(
        "TypeError",
        rf"^'(?P<type>{FUNCTIONS})' object is not subscriptable",
        "gloss_function_entries",
        line.asked,
    ),
    Gloss("TypeError", r"^type '<type>' is not subscriptable", "gloss_function_entries", line.asked),
    Gloss("TypeError", r"^'<type>' object is not subscriptable", "gloss_no_entries", line.asked),
    Gloss("TypeError", r"^'<type>' object is not subscriptable", "gloss_no_entries_there", line.types),
    Gloss("IndexError", r"^invalid index to scalar variable", "gloss_scalar_entry"),
    Gloss("TypeError", r"^'<type>' object does not support item assignment", "gloss_item", line.types),
    Gloss("TypeError", r"^object of type '<type>' has no len\(\)", "gloss_len", line.types),
    Gloss("TypeError", r"^len\(\) of unsized object", "gloss_len_array"),
    Gloss("TypeError", r"^(?:argument of type )?'NoneType'(?: object)? is not (?:iterable|a container)", "gloss_none"),
    Gloss("TypeError", r"^'<type>' object is not iterable", "gloss_iterable", line.types),
    Gloss("TypeError", r"^iteration over a 0-d array", "gloss_len_array"),
    Gloss("TypeError", r"unhashable type: '<type>'", "gloss_unhashable", line.types),
    Gloss(
        "IndexError",
        r"too many indices for array: array is <axes#>-dimensional, but <positions#> were indexed",
        "gloss_too_many_positions",
    ),
    Gloss(
        "(Axis|Value|Index)Error", r"axis (?P<axis>-?\d+) is out of bounds for array of dimension <axes#>", "gloss_axis"
    ),
    Gloss("KeyError", r"^(?P<key>['\"].*\{.*\}.*['\"])$", "gloss_key_braces", line.key_with_brackets),
    Gloss("KeyError", KEY, "gloss_key_of", line.asked),
    Gloss("KeyError", KEY, "gloss_key"),
    # attributes
    Gloss("AttributeError", r"^module '<module>' has no attribute '<attribute>'", "gloss_module"),
    Gloss("AttributeError", r"^'NoneType' object has no attribute '<attribute>'", "gloss_none_attribute", line.asked),
    Gloss("AttributeError", r"^'NoneType' object has no attribute '<attribute>'", "gloss_none"),
    Gloss(
        "AttributeError", r"^'(?P<type>dict)' object has no attribute '<attribute>'", "gloss_dict_attribute", line.types
    ),
    Gloss(
        "AttributeError",
        rf"^'(?P<type>list|tuple)' object has no attribute '(?P<attribute>{OF_ARRAYS})'",
        "gloss_array_attribute",
        line.types,
    ),
    Gloss("AttributeError", r"^'<type>' object has no attribute '<attribute>'", "gloss_attribute_of", line.asked),
    Gloss("AttributeError", r"^'<type>' object has no attribute '<attribute>'", "gloss_attribute", line.types),
    # arguments
    Gloss("TypeError", MISSING + r"(?P<missing>.+)$", "gloss_missing"),
    Gloss(
        "TypeError",
        r"required (?:positional )?arguments?:? (?P<missing>.+?)(?: \(pos \d+\))?$",
        "gloss_missing",
        line.called,
    ),
    Gloss("TypeError", OWN_NAME + TAKES, "gloss_takes"),
    Gloss("TypeError", TAKES, "gloss_takes", line.called),
    Gloss(
        "TypeError",
        r"expected (?P<takes>(?:at (?:most|least) )?\d+) arguments?, got <given#>",
        "gloss_takes",
        line.called,
    ),
    Gloss("TypeError", OWN_NAME + r"got an unexpected keyword argument '<keyword>'", "gloss_keyword"),
    Gloss("TypeError", r"unexpected keyword argument '<keyword>'", "gloss_keyword", line.called),
    Gloss("TypeError", r"'<keyword>' is an invalid keyword argument", "gloss_keyword", line.called),
    Gloss("TypeError", OWN_NAME + r"got multiple values for argument '<keyword>'", "gloss_twice"),
    # names
    Gloss("UnboundLocalError", r"(?:access|reference|cannot access)?.*local variable '<name>'", "gloss_unbound"),
    Gloss("NameError", r"^name '<name>' is not defined", "gloss_numpy_name", line.of_numpy),
    Gloss("NameError", r"^name '<name>' is not defined", "gloss_near_name", line.near_name),
    Gloss("NameError", r"^name '<name>' is not defined", "gloss_compared_name", line.compared_name),
    Gloss("NameError", r"^name '<name>' is not defined", "gloss_called_name", line.called_name),
    Gloss("NameError", r"(?:^name|free variable) '<name>'", "gloss_name"),
    # numbers
    Gloss("ZeroDivisionError", r"division|divide|modulo", "gloss_divisor", line.divisor),
    Gloss("ZeroDivisionError", r"division|divide|modulo", "gloss_division"),
    Gloss("OverflowError", r"math range error|Numerical result out of range|too large", "gloss_overflow"),
    Gloss("ValueError", r"math domain error|^expected a (?:positive|nonnegative) input, got", "gloss_domain"),
    Gloss("OverflowError|ValueError", r"cannot convert float (?P<value>infinity|NaN) to integer", "gloss_not_finite"),
    Gloss("ValueError", r"literal for int\(\) with base \d+: (?P<value>.+)", "gloss_text_whole_number"),
    Gloss("ValueError", r"string to float: (?P<value>.+)", "gloss_text_number"),
    Gloss("ValueError", r"^Integers to negative integer powers", "gloss_negative_power"),
    Gloss("ValueError", r"zero-size array to reduction operation <name>", "gloss_empty"),
    Gloss("ValueError", r"attempt to get <name> of an empty sequence", "gloss_empty"),
    Gloss("ValueError", r"too small to calculate a numerical gradient", "gloss_gradient"),
    Gloss("ValueError", r"negative dimensions are not allowed", "gloss_negative_size"),
    Gloss("RecursionError", r"maximum recursion depth exceeded", "gloss_recursion"),
    Gloss("LinAlgError", r"Last 2 dimensions of the array must be square", "gloss_square"),
    Gloss("LinAlgError", r"Singular matrix", "gloss_singular"),
    # what the answer itself says, and what it looks for
    Gloss("AssertionError", r"", "gloss_assertion", line.own_assertion),
    Gloss("NotImplementedError", r"", "gloss_placeholder", line.placeholder),
    Gloss("FileNotFoundError", r"No such file or directory: (?P<file>.+)$", "gloss_file"),
    Gloss("ModuleNotFoundError", r"No module named '<module>'", "gloss_no_module"),
    # cells that cannot be read
    Gloss("IndentationError", r"unexpected indent", "gloss_indent"),
    Gloss("IndentationError", r"expected an indented block", "gloss_block"),
    Gloss("IndentationError", r"unindent does not match", "gloss_unindent"),
    Gloss("TabError", r"", "gloss_tabs"),
    Gloss("SyntaxError", r"'(?P<bracket>[(\[{])' was never closed", "gloss_never_closed"),
    Gloss("SyntaxError", r"unmatched '(?P<bracket>[)\]}])'", "gloss_unmatched"),
    Gloss("SyntaxError", r"expected ':'", "gloss_colon"),
)
