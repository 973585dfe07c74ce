using System.Collections.Immutable;
using EdgeConv.Tensors;
using EdgeConv.Vision.Frames.Pass;

namespace EdgeConv.Vision.Frames.Jpeg;

/// <summary>Memory for the decoded planes of JPEG frames of one size and subsampling.</summary>
internal sealed unsafe class JpegPlanes : IDisposable
{
    // Rows begin on a cache line.
    private const int Alignment = 64;

    private readonly AlignedMemory _memory;
    private readonly AlignedMemory _tables;

    /// <summary>Takes memory.</summary>
    public JpegPlanes(int width, int height, JpegSubsampling subsampling)
    {
        var (across, down) = subsampling switch
        {
            JpegSubsampling.S422 => (2, 1),
            JpegSubsampling.S420 => (2, 2),
            JpegSubsampling.S440 => (1, 2),
            JpegSubsampling.S411 => (4, 1),
            JpegSubsampling.S441 => (1, 4),
            _ => (1, 1),
        };

        // libturbojpeg writes Y up to a whole number of groups (tjPlaneWidth, tjPlaneHeight).
        var (columns, rows) = ((width + across - 1) / across, (height + down - 1) / down);
        var luma = new FramePlane(0, Aligned(columns * across));
        var chroma = Aligned(columns);
        var (lumaBytes, chromaBytes) = (luma.Stride * rows * down, chroma * rows);
        ImmutableArray<FramePlane> planes = subsampling == JpegSubsampling.Grey ? [luma] : [luma, new(lumaBytes, chroma), new(lumaBytes + chromaBytes, chroma)];
        Layout = FrameLayout.Planar(width, height, across, down, planes, YCbCrEquation.Of(ColourMatrix.Bt601, ColourRange.Full));

        _memory = new AlignedMemory(lumaBytes + 2L * chromaBytes);
        _tables = new AlignedMemory(FrameLayout.MaxPlanes * (sizeof(byte*) + sizeof(int)));
        Pointers = (byte**)_tables.Start;
        Strides = (int*)(Pointers + FrameLayout.MaxPlanes);
        for (var i = 0; i < planes.Length; i++)
        {
            Pointers[i] = _memory.Start + planes[i].Offset;
            Strides[i] = planes[i].Stride;
        }
    }

    /// <summary>What lies where.</summary>
    public FrameLayout Layout { get; }

    /// <summary>The first byte of all.</summary>
    public byte* Start => _memory.Start;

    /// <summary>Each plane's first byte.</summary>
    public byte** Pointers { get; }

    /// <summary>Bytes from row to row of each plane.</summary>
    public int* Strides { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _tables.Dispose();
    }

    private static int Aligned(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
}
