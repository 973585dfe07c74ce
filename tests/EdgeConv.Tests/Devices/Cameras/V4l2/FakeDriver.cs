using System.Runtime.InteropServices;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

/// <summary>A V4L2 driver that keeps the rules of its interface: buffers are mapped once, queued once and filled in order, and what breaks a rule fails the test.</summary>
internal sealed unsafe class FakeDriver : IVideoSystem
{
    private readonly Dictionary<nint, uint> _maps = [];
    private readonly Dictionary<nint, uint> _lengths = [];
    private readonly Queue<uint> _queued = [];
    private readonly HashSet<uint> _held = [];
    private VideoFormat _format;

    public string Path { get; } = "/dev/video0";

    public uint Capabilities { get; set; } = VideoConstants.CanCapture | VideoConstants.CanStream;

    /// <summary>Formats: code, sizes, and at each size its rates.</summary>
    public List<(string Code, (uint Width, uint Height, double[] Rates)[] Sizes)> Offers { get; } = [("YUYV", [(640, 480, [30])])];

    /// <summary>Sizes in steps instead: least, greatest, step.</summary>
    public (uint Least, uint Greatest, uint Step)? Steps { get; set; }

    public List<(uint Id, string Name, int Minimum, int Maximum, uint Flags, uint Type)> Controls { get; } = [];

    public Dictionary<uint, int> Values { get; } = [];

    /// <summary>Error numbers that requests answer, by request.</summary>
    public Dictionary<nuint, int> Errors { get; } = [];

    public int OpenError { get; set; }

    public int MapError { get; set; }

    /// <summary>What comes next when a frame is waited for.</summary>
    public Queue<FakeEvent> Script { get; } = [];

    /// <summary>Bytes to leave between rows.</summary>
    public uint RowGap { get; set; }

    public uint ColourSpace { get; set; } = 8;

    public uint Field { get; set; } = VideoConstants.Progressive;

    public uint MaxBuffers { get; set; } = 32;

    /// <summary>Changes the answer to the format asked for.</summary>
    public Func<VideoPixelFormat, VideoPixelFormat> Adjust { get; set; } = asked => asked;

    /// <summary>Memory planes of the multi-planar interface.</summary>
    public int Planes { get; set; } = 1;

    public VideoPixelFormat Asked { get; private set; }

    public VideoFraction AskedInterval { get; private set; }

    public bool IsStreaming { get; private set; }

    public bool IsClosed { get; private set; }

    public int Mapped => _maps.Count;

    public uint Buffers { get; private set; }

    public int Queued => _queued.Count;

    public IReadOnlyList<string> Paths => [Path];

    private bool IsMultiPlane => (Capabilities & VideoConstants.CanCapture) == 0;

    private uint Type => IsMultiPlane ? VideoConstants.CaptureMultiPlane : VideoConstants.Capture;

    public int Open(string path, out IVideoDevice? device)
    {
        Assert.Equal(Path, path);
        device = OpenError == 0 ? new FakeDevice(this) : null;
        IsClosed = OpenError != 0;
        return OpenError;
    }

    /// <summary>Managed memory that the driver itself has used.</summary>
    public long Cost { get; private set; }

    public int Control(nuint request, void* argument)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var answer = Answer(request, argument);
        Cost += GC.GetAllocatedBytesForCurrentThread() - before;
        return answer;
    }

    private int Answer(nuint request, void* argument)
    {
        Assert.False(IsClosed, "a request after close");
        if (Errors.TryGetValue(request, out var error))
            return error;
        if (request == VideoRequests.QueryCapability)
            return QueryCapability((VideoCapability*)argument);
        if (request == VideoRequests.EnumerateFormat)
            return EnumerateFormat((VideoFormatDescription*)argument);
        if (request == VideoRequests.EnumerateFrameSize)
            return EnumerateFrameSize((VideoFrameSize*)argument);
        if (request == VideoRequests.EnumerateFrameInterval)
            return EnumerateFrameInterval((VideoFrameInterval*)argument);
        if (request == VideoRequests.SetFormat)
            return SetFormat((VideoFormat*)argument);
        if (request == VideoRequests.SetParameters)
            return SetParameters((VideoStreamParameters*)argument);
        if (request == VideoRequests.RequestBuffers)
            return RequestBuffers((VideoBufferRequest*)argument);
        if (request == VideoRequests.QueryBuffer)
            return QueryBuffer((VideoBuffer*)argument);
        if (request == VideoRequests.QueueBuffer)
            return QueueBuffer((VideoBuffer*)argument);
        if (request == VideoRequests.DequeueBuffer)
            return DequeueBuffer((VideoBuffer*)argument);
        if (request == VideoRequests.StreamOn || request == VideoRequests.StreamOff)
            return Stream(request == VideoRequests.StreamOn, *(int*)argument);
        if (request == VideoRequests.QueryControl)
            return QueryControl((VideoControlQuery*)argument);
        if (request == VideoRequests.GetControl || request == VideoRequests.SetControl)
            return Value((VideoControlValue*)argument, request == VideoRequests.SetControl);
        Assert.Fail($"request 0x{request:x}");
        return 0;
    }

    public int Poll(int milliseconds, out short found)
    {
        Assert.True(IsStreaming && !IsClosed, "a wait without a stream");
        if (Script.Count == 0)
            Thread.Sleep(milliseconds);
        found = Script.TryPeek(out var next) ? next.Found : (short)0;
        if (next is { PollError: not 0 })
            return Script.Dequeue().PollError;
        if (next is { IsPauseOnly: true })
            Script.Dequeue();
        return 0;
    }

    public int Map(uint offset, uint length, out nint address)
    {
        address = MapError == 0 ? (nint)NativeMemory.AllocZeroed(length) : -1;
        if (MapError == 0)
            (_maps[address], _lengths[address]) = (offset, length);
        return MapError;
    }

    public void Unmap(nint address, uint length)
    {
        Assert.True(_maps.Remove(address), "unmapped twice");
        Assert.Equal(_lengths[address], length);
        NativeMemory.Free((void*)address);
    }

    public void Close()
    {
        Assert.Empty(_maps);
        IsClosed = true;
    }

    private int QueryCapability(VideoCapability* capability)
    {
        Put("fake", (byte*)&capability->Driver);
        Put("Fake Camera", (byte*)&capability->Card);
        Put("usb-1", (byte*)&capability->Bus);
        capability->Capabilities = 0xFFFF_FFFF;
        capability->DeviceCapabilities = Capabilities;
        return 0;
    }

    private int EnumerateFormat(VideoFormatDescription* description)
    {
        Assert.Equal(Type, description->Type);
        if (description->Index >= Offers.Count)
            return Errno.Invalid;
        description->PixelFormat = Code(Offers[(int)description->Index].Code);
        Put("format " + description->Index, (byte*)&description->Description);
        return 0;
    }

    private int EnumerateFrameSize(VideoFrameSize* size)
    {
        var (_, sizes) = Offers.Find(offer => Code(offer.Code) == size->PixelFormat);
        if (Steps is { } steps && size->Index == 0)
        {
            size->Type = 3;
            (size->MinWidth, size->MaxWidth, size->StepWidth, size->MinHeight, size->MaxHeight, size->StepHeight) = (steps.Least, steps.Greatest, steps.Step, steps.Least, steps.Greatest, steps.Step);
            return 0;
        }

        if (Steps is not null || size->Index >= sizes.Length)
            return Errno.Invalid;
        size->Type = VideoConstants.Discrete;
        // A discrete size's two numbers take the places of the first two of a range.
        (size->MinWidth, size->MaxWidth) = (sizes[size->Index].Width, sizes[size->Index].Height);
        return 0;
    }

    private int EnumerateFrameInterval(VideoFrameInterval* interval)
    {
        var (_, sizes) = Offers.Find(offer => Code(offer.Code) == interval->PixelFormat);
        var rates = Array.Find(sizes, size => size.Width == interval->Width && size.Height == interval->Height).Rates ?? [];
        if (interval->Index >= rates.Length)
            return Errno.Invalid;
        interval->Type = VideoConstants.Discrete;
        interval->Min = new VideoFraction { Numerator = 1000, Denominator = (uint)(rates[interval->Index] * 1000) };
        return 0;
    }

    private int SetFormat(VideoFormat* format)
    {
        Assert.Equal((nint)Type, format->Type);
        var multi = format->Multi;
        Asked = IsMultiPlane ? new VideoPixelFormat { Width = multi.Width, Height = multi.Height, PixelFormat = multi.PixelFormat } : format->Single;
        var answer = Asked;
        answer.BytesPerLine = VideoText.FourCharacters(answer.PixelFormat) switch
        {
            "YUYV" or "UYVY" => answer.Width * 2 + RowGap,
            "MJPG" => 0,
            _ => answer.Width + RowGap,
        };
        (answer.SizeImage, answer.ColourSpace, answer.Field) = (Math.Max(answer.BytesPerLine, answer.Width * 2) * answer.Height, ColourSpace, Field);
        answer = Adjust(answer);
        if (IsMultiPlane)
        {
            multi = new VideoMultiPlaneFormat { Width = answer.Width, Height = answer.Height, PixelFormat = answer.PixelFormat, Field = answer.Field, ColourSpace = answer.ColourSpace, Encoding = (byte)answer.Encoding, Quantization = (byte)answer.Quantization, PlaneCount = (byte)Planes };
            for (var plane = 0; plane < Planes; plane++)
                multi.Planes[plane] = new VideoPlaneFormat { BytesPerLine = answer.BytesPerLine, SizeImage = answer.SizeImage };
            format->Multi = multi;
        }
        else
        {
            format->Single = answer;
        }

        _format = *format;
        return 0;
    }

    private int SetParameters(VideoStreamParameters* parameters)
    {
        Assert.Equal(Type, parameters->Type);
        AskedInterval = parameters->TimePerFrame;
        return 0;
    }

    private int RequestBuffers(VideoBufferRequest* request)
    {
        Assert.Equal((Type, VideoConstants.Mapped), (request->Type, request->Memory));
        // The kernel answers EBUSY: buffers that are mapped or that stream cannot be freed.
        if (_maps.Count > 0 || IsStreaming)
            return Errno.Busy;
        request->Count = Buffers = Math.Min(request->Count, MaxBuffers);
        return 0;
    }

    private int QueryBuffer(VideoBuffer* buffer)
    {
        Assert.True(buffer->Index < Buffers);
        if (!IsMultiPlane)
        {
            (buffer->Place, buffer->Length) = ((nint)(buffer->Index * 0x10000), _format.Single.SizeImage);
            return 0;
        }

        Assert.Equal((uint)Planes, buffer->Length);
        for (var plane = 0; plane < Planes; plane++)
            (((VideoPlane*)buffer->Place)[plane].Place, ((VideoPlane*)buffer->Place)[plane].Length) = ((nint)(buffer->Index * 0x10000 + plane), _format.Multi.Planes[plane].SizeImage);
        return 0;
    }

    private int QueueBuffer(VideoBuffer* buffer)
    {
        Assert.True(buffer->Index < Buffers && !_queued.Contains(buffer->Index), "a buffer queued twice");
        Assert.Equal((int)Buffers * Planes, _maps.Count);
        _held.Remove(buffer->Index);
        _queued.Enqueue(buffer->Index);
        return 0;
    }

    private int DequeueBuffer(VideoBuffer* buffer)
    {
        if (!Script.TryDequeue(out var next))
            return Errno.TryAgain;
        if (next.Error != 0)
            return next.Error;
        var index = _queued.Dequeue();
        _held.Add(index);
        buffer->Index = next.Index ?? index;
        (buffer->Sequence, buffer->Flags, buffer->Seconds, buffer->Microseconds) = (next.Sequence, next.Flags, next.Seconds, next.Microseconds);
        for (var plane = 0; plane < Planes; plane++)
        {
            var place = (uint)(index * 0x10000 + plane);
            var address = _maps.First(map => map.Value == place).Key;
            var bytes = next.Parts.Length > plane ? next.Parts[plane] : [];
            Marshal.Copy(bytes, 0, address, bytes.Length);
            if (IsMultiPlane)
                (((VideoPlane*)buffer->Place)[plane].BytesUsed, ((VideoPlane*)buffer->Place)[plane].DataOffset) = ((uint)bytes.Length, next.DataOffset);
            else
                buffer->BytesUsed = next.BytesUsed ?? (uint)bytes.Length;
        }

        return 0;
    }

    private int Stream(bool on, int type)
    {
        Assert.Equal(Type, (uint)type);
        IsStreaming = on;
        if (!on)
            _queued.Clear();
        return 0;
    }

    private int QueryControl(VideoControlQuery* query)
    {
        var after = query->Id & ~VideoConstants.NextControl;
        foreach (var control in Controls.OrderBy(control => control.Id).Where(control => control.Id > after).Take(1))
        {
            (query->Id, query->Type, query->Minimum, query->Maximum, query->Step, query->Flags) = (control.Id, control.Type, control.Minimum, control.Maximum, 1, control.Flags);
            Put(control.Name, (byte*)&query->Name);
            return 0;
        }

        return Errno.Invalid;
    }

    private int Value(VideoControlValue* value, bool set)
    {
        if (set)
            Values[value->Id] = value->Value;
        value->Value = Values.GetValueOrDefault(value->Id);
        return 0;
    }

    private static void Put(string text, byte* target)
    {
        for (var i = 0; i < text.Length; i++)
            target[i] = (byte)text[i];
    }

    private static uint Code(string characters) => (uint)(characters[0] | characters[1] << 8 | characters[2] << 16 | characters[3] << 24);

    /// <summary>The device as it is open.</summary>
    private sealed class FakeDevice(FakeDriver driver) : IVideoDevice
    {
        public int Control(nuint request, void* argument) => driver.Control(request, argument);

        public int Poll(int milliseconds, out short found) => driver.Poll(milliseconds, out found);

        public int Map(uint offset, uint length, out nint address) => driver.Map(offset, length, out address);

        public void Unmap(nint address, uint length) => driver.Unmap(address, length);

        public void Dispose() => driver.Close();
    }
}
