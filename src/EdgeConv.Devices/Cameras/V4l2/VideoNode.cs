using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>An open video device and what it says of itself.</summary>
internal sealed unsafe class VideoNode
{
    /// <summary>No driver lists so many of anything; one that does would never end.</summary>
    private const uint MaxListed = 256;

    private readonly IVideoDevice _device;
    private readonly uint _capabilities;

    /// <summary>Asks the device what it is.</summary>
    /// <exception cref="CameraException">It is no video device, or it is gone.</exception>
    public VideoNode(IVideoDevice device, string path)
    {
        _device = device;
        Path = path;
        VideoCapability capability = default;
        var error = device.Control(VideoRequests.QueryCapability, &capability);
        if (error != 0)
            throw error is Interop.Errno.NotSupportedByDevice or Interop.Errno.Invalid
                ? new CameraException($"{path}: this is no video device. `edgeconv devices` lists the cameras.")
                : VideoErrors.Using(path, path, "asking what it is", error);
        Card = VideoText.Of(capability.Card);
        Driver = VideoText.Of(capability.Driver);
        Bus = VideoText.Of(capability.Bus);
        _capabilities = (capability.Capabilities & VideoConstants.TellsOfNode) != 0 ? capability.DeviceCapabilities : capability.Capabilities;
    }

    /// <summary>The device file.</summary>
    public string Path { get; }

    /// <summary>What the driver calls the camera.</summary>
    public string Card { get; }

    /// <summary>The driver.</summary>
    public string Driver { get; }

    /// <summary>Where it is plugged in.</summary>
    public string Bus { get; }

    /// <summary>What it is called in messages.</summary>
    public string Name => Card.Length == 0 ? Path : $"{Path} ({Card})";

    /// <summary>Whether frames can be had from it: codecs, metadata of frames and radios have device files too.</summary>
    public bool IsCamera => (_capabilities & VideoConstants.CanStream) != 0 && (_capabilities & (VideoConstants.CanCapture | VideoConstants.CanCaptureMultiPlane)) != 0;

    /// <summary>Which of the two capture interfaces it has; the simpler one if both.</summary>
    public uint BufferType => (_capabilities & VideoConstants.CanCapture) != 0 ? VideoConstants.Capture : VideoConstants.CaptureMultiPlane;

    /// <summary>The formats it offers.</summary>
    public ImmutableArray<VideoFormatInfo> Formats()
    {
        var formats = ImmutableArray.CreateBuilder<VideoFormatInfo>();
        for (uint index = 0; index < MaxListed; index++)
        {
            VideoFormatDescription description = default;
            (description.Index, description.Type) = (index, BufferType);
            if (_device.Control(VideoRequests.EnumerateFormat, &description) != 0)
                break;
            formats.Add(new VideoFormatInfo(
                VideoText.FourCharacters(description.PixelFormat),
                VideoText.Of(description.Description),
                VideoPixels.Of(description.PixelFormat)?.Pixels,
                Sizes(description.PixelFormat)));
        }

        return formats.ToImmutable();
    }

    /// <summary>The rates at a size.</summary>
    public VideoRates Rates(uint code, FrameSize size)
    {
        var rates = new List<double>();
        for (uint index = 0; index < MaxListed; index++)
        {
            VideoFrameInterval interval = default;
            (interval.Index, interval.PixelFormat, interval.Width, interval.Height) = (index, code, (uint)size.Width, (uint)size.Height);
            if (_device.Control(VideoRequests.EnumerateFrameInterval, &interval) != 0)
                break;
            if (interval.Type != VideoConstants.Discrete)
                return new VideoRates([.. new[] { Rate(interval.Min), Rate(interval.Max) }.Where(rate => rate > 0).OrderDescending()], IsRange: true);
            if (Rate(interval.Min) is > 0 and var rate)
                rates.Add(rate);
        }

        return rates.Count == 0 ? VideoRates.Unknown : new VideoRates([.. rates.OrderDescending().Distinct()], IsRange: false);
    }

    /// <summary>The controls it has.</summary>
    public ImmutableArray<VideoControlInfo> Controls() => [.. Queries().Select(query => new VideoControlInfo(
        VideoText.ControlName(VideoText.Of(query.Name)), query.Minimum, Number(query, query.Maximum), query.Step, Number(query, query.Default), Value(query), CanSet(query)))];

    /// <summary>Sets a control.</summary>
    /// <exception cref="CameraException">There is no control of that name, or it cannot take the value.</exception>
    public void Set(string name, long value)
    {
        var queries = Queries();
        var found = queries.FindIndex(query => VideoText.ControlName(VideoText.Of(query.Name)) == name);
        if (found < 0)
            throw new CameraException($"{Name}: it has no control {name}. It has: {string.Join(", ", queries.Select(query => VideoText.ControlName(VideoText.Of(query.Name))))}.");
        var control = queries[found];
        if (!CanSet(control))
            throw new CameraException($"{Name}: the control {name} can be read only.");
        var maximum = Number(control, control.Maximum);
        if (value < control.Minimum || value > maximum)
            throw new CameraException($"{Name}: the control {name} takes {control.Minimum} to {maximum}, not {value}.");
        var argument = new VideoControlValue { Id = control.Id, Value = unchecked((int)value) };
        var error = _device.Control(VideoRequests.SetControl, &argument);
        if (error != 0)
            throw VideoErrors.Using(Path, Name, $"setting {name} to {value}", error);
    }

    private static bool CanSet(VideoControlQuery query) => (query.Flags & VideoConstants.ControlReadOnly) == 0;

    /// <summary>A control's number: bits have no sign.</summary>
    private static long Number(VideoControlQuery query, int value) => query.Type == VideoConstants.BitMask ? (uint)value : value;

    private static double Rate(VideoFraction interval) => interval.Numerator == 0 ? 0 : (double)interval.Denominator / interval.Numerator;

    private ImmutableArray<VideoSizes> Sizes(uint code)
    {
        var sizes = ImmutableArray.CreateBuilder<VideoSizes>();
        for (uint index = 0; index < MaxListed; index++)
        {
            VideoFrameSize size = default;
            (size.Index, size.PixelFormat) = (index, code);
            if (_device.Control(VideoRequests.EnumerateFrameSize, &size) != 0)
                break;
            var isSingle = size.Type == VideoConstants.Discrete;
            var least = isSingle ? Size(size.Width, size.Height) : Size(size.MinWidth, size.MinHeight);
            var greatest = isSingle ? least : Size(size.MaxWidth, size.MaxHeight);
            sizes.Add(new VideoSizes(least, greatest, isSingle ? new FrameSize(1, 1) : Size(size.StepWidth, size.StepHeight), Rates(code, greatest)));
            if (!isSingle)
                break;
        }

        return sizes.ToImmutable();
    }

    private static FrameSize Size(uint width, uint height) =>
        new((int)Math.Clamp(width, 1, FrameFormat.MaxSide), (int)Math.Clamp(height, 1, FrameFormat.MaxSide));

    private List<VideoControlQuery> Queries()
    {
        var queries = new List<VideoControlQuery>();
        uint last = 0;
        for (uint i = 0; i < MaxListed; i++)
        {
            VideoControlQuery query = default;
            query.Id = last | VideoConstants.NextControl;
            if (_device.Control(VideoRequests.QueryControl, &query) != 0 || query.Id <= last)
                break;
            last = query.Id;
            if ((query.Flags & VideoConstants.ControlDisabled) == 0 && IsNumber(query.Type))
                queries.Add(query);
        }

        return queries;
    }

    // V4L2_CTRL_TYPE_INTEGER, _BOOLEAN, _MENU, _BITMASK, _INTEGER_MENU: those that a 32-bit number sets.
    private static bool IsNumber(uint type) => type is 1 or 2 or 3 or VideoConstants.BitMask or 9;

    private long? Value(VideoControlQuery query)
    {
        if ((query.Flags & VideoConstants.ControlWriteOnly) != 0)
            return null;
        var argument = new VideoControlValue { Id = query.Id };
        return _device.Control(VideoRequests.GetControl, &argument) == 0 ? Number(query, argument.Value) : null;
    }
}
