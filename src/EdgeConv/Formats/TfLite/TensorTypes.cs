using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite;

/// <summary>The format's tensor types and the element types they are.</summary>
internal static class TensorTypes
{
    private static readonly string[] Names =
    [
        "float32", "float16", "int32", "uint8", "int64", "string", "bool", "int16", "complex64", "int8", "float64", "complex128",
        "uint64", "resource", "variant", "uint32", "uint16", "int4", "bfloat16", "int2", "uint4", "float8_e4m3fn", "float8_e5m2",
    ];

    /// <summary>The number of types the schema defines.</summary>
    public static int Count => Names.Length;

    /// <summary>The name of a type the schema defines.</summary>
    public static string NameOf(int code) => Names[code];

    /// <summary>The element type, when tensors of that type can be held.</summary>
    public static bool TryGet(int code, out ElementType type)
    {
        type = code switch
        {
            0 => ElementType.Float32,
            1 => ElementType.Float16,
            2 => ElementType.Int32,
            3 => ElementType.UInt8,
            4 => ElementType.Int64,
            6 => ElementType.Boolean,
            7 => ElementType.Int16,
            _ => ElementType.Int8,
        };
        return code is (>= 0 and <= 4) or 6 or 7 or 9;
    }

    /// <summary>The format's number of an element type.</summary>
    public static sbyte CodeOf(ElementType type) => type switch
    {
        ElementType.Float32 => 0,
        ElementType.Float16 => 1,
        ElementType.Int32 => 2,
        ElementType.UInt8 => 3,
        ElementType.Int64 => 4,
        ElementType.Boolean => 6,
        ElementType.Int16 => 7,
        ElementType.Int8 => 9,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
