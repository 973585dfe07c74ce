using EdgeConv.Kernels;
using EdgeConv.Tensors;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>A planned pass with memory of its own: from planes of one layout into tensors of one kind. For one thread at a time.</summary>
internal sealed unsafe class FramePass : IDisposable
{
    private readonly List<ResampledComponent> _axes = [];
    private readonly FrameLayout _layout;
    private readonly AlignedMemory _tables;
    private readonly AlignedMemory _places;
    private readonly AlignedMemory _scratch;
    private readonly TensorBorder _border;
    private readonly KernelCall _call;
    private readonly long _outputOffset;

    /// <summary>Plans a pass.</summary>
    /// <param name="layout">The frames that come in.</param>
    /// <param name="geometry">Which part of them goes where.</param>
    /// <param name="target">What goes out.</param>
    /// <param name="families">Which kernels may run.</param>
    public FramePass(FrameLayout layout, FrameGeometry geometry, FrameTarget target, KernelFamilies families)
    {
        var filler = target.Filler;
        _layout = filler.Order == ChannelOrder.Grey ? layout.ForGrey() : layout;
        var tables = LevelTables.Of(filler);
        _tables = new AlignedMemory(tables.Length);
        tables.CopyTo(new Span<byte>(_tables.Start, tables.Length));
        _places = new AlignedMemory((FrameLayout.MaxPlanes + 1) * sizeof(byte*));
        var (pixel, row) = (filler.BytesPerPixel, (long)target.Width * filler.BytesPerPixel);
        _outputOffset = geometry.Target.Y * row + (long)geometry.Target.X * pixel;
        _border = new TensorBorder(target, geometry.Target, tables);

        var arguments = new FramePassArguments
        {
            Planes = (byte**)_places.Start,
            Output = (byte**)_places.Start + FrameLayout.MaxPlanes,
            PlaneCount = _layout.Planes.Length,
            ComponentCount = _layout.Components.Length,
            IsYCbCr = _layout.IsYCbCr,
            Equation = _layout.Equation,
            Rows = geometry.Rows.Target,
            Columns = geometry.Columns.Target,
            Channels = filler.Channels,
            IsBlueFirst = filler.Order == ChannelOrder.Bgr,
            Tables = _tables.Start,
            ElementBytes = pixel / filler.Channels,
            Flip = LevelTables.Flip(tables, pixel / filler.Channels),
            ColumnStep = geometry.IsTransposed ? row : pixel,
            RowStep = geometry.IsTransposed ? pixel : row,
        };
        for (var i = 0; i < _layout.Planes.Length; i++)
            arguments.PlaneWindows[i] = Window(_layout.Planes[i], geometry, target.Filter);
        for (var i = 0; i < _layout.Components.Length; i++)
            arguments.Components[i] = Component(_layout.Components[i], geometry, target.Filter);

        var kernel = FramePassKernels.All.Choose(in arguments, families).Kernel;
        KernelName = kernel.Name;
        _scratch = new AlignedMemory(kernel.ScratchBytes(in arguments));
        _call = kernel.Bind(in arguments, _scratch.Start, 0);
    }

    /// <summary>What runs.</summary>
    public string KernelName { get; }

    /// <summary>Fills a tensor from a frame whose planes lie where its layout says.</summary>
    /// <param name="frame">The frame; up to 31 bytes behind its last may be read.</param>
    /// <param name="tensor">All bytes of the tensor.</param>
    public void Run(byte* frame, byte* tensor)
    {
        var places = (byte**)_places.Start;
        for (var i = 0; i < _layout.Planes.Length; i++)
            places[i] = frame + _layout.Planes[i].Offset;
        places[FrameLayout.MaxPlanes] = tensor + _outputOffset;
        _call.Run(0, _call.Units, 0);
        _border.Fill(tensor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _axes.ForEach(axis => axis.Dispose());
        _tables.Dispose();
        _places.Dispose();
        _scratch.Dispose();
    }

    private FramePlaneWindow Window(FrameLayout.Plane plane, FrameGeometry geometry, ResizeFilter filter)
    {
        var (first, last) = (geometry.Columns.Start / plane.GroupPixels, (geometry.Columns.Start + geometry.Columns.Length - 1) / plane.GroupPixels);
        return new FramePlaneWindow
        {
            Start = first * plane.GroupBytes,
            Stride = plane.Stride,
            Bytes = (last - first + 1) * plane.GroupBytes,
            Interleave = plane.Interleave,
            Line = plane.Line,
            Rows = Axis(geometry.Rows, plane.RowPixels, 0, filter),
        };
    }

    private FrameComponent Component(FrameLayout.Component component, FrameGeometry geometry, ResizeFilter filter)
    {
        var plane = _layout.Planes[component.Plane];
        var samplesPerGroup = plane.GroupBytes / component.Step;
        return new FrameComponent
        {
            Plane = component.Plane,
            At = component.At,
            Step = component.Step,
            Line = component.Line,
            Columns = Axis(geometry.Columns, plane.GroupPixels / samplesPerGroup, geometry.Columns.Start / plane.GroupPixels * samplesPerGroup, filter),
        };
    }

    private ResamplingWeights Axis(FrameAxis axis, int pixelsPerSample, int origin, ResizeFilter filter)
    {
        var resampled = new ResampledComponent(axis, pixelsPerSample, origin, filter);
        _axes.Add(resampled);
        return resampled.Weights;
    }
}
