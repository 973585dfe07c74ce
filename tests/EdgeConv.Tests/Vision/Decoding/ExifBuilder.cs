namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>Makes EXIF blocks with an orientation between other tags.</summary>
internal static class ExifBuilder
{
    public static byte[] Build(int orientation, bool bigEndian, int type = 3)
    {
        var block = new Bytes().Text(bigEndian ? "MM" : "II");
        Number16(42);
        Number32(10);
        Number16(0xABCD);
        Number16(3);
        Entry(0x010F, 2, 4);
        Text("Cam\0");
        Entry(0x0112, type, 1);
        if (type == 3)
            Number16(orientation);
        if (type == 3)
            Number16(0);
        else
            Number32((uint)orientation);
        Entry(0x0128, 3, 1);
        Number32(0);
        Number32(0);
        return block.ToArray();

        void Number16(int value) => _ = bigEndian ? block.Big16(value) : block.Little16(value);
        void Number32(uint value) => _ = bigEndian ? block.Big32(value) : block.Little32(value);
        void Text(string value) => block.Text(value);
        void Entry(int tag, int kind, uint count)
        {
            Number16(tag);
            Number16(kind);
            Number32(count);
        }
    }
}
