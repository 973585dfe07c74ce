using EdgeConv.Host.Board;

namespace EdgeConv.Tests.Host.Board;

public sealed class BoardStateReaderTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_board_tells_clocks_governors_temperatures_and_throttling()
    {
        for (var core = 0; core < 12; core++)
        {
            _place.Lines($"sys/devices/system/cpu/cpu{core}/cpufreq/scaling_cur_freq", $"{1500 + core}000", "");
            _place.Lines($"sys/devices/system/cpu/cpu{core}/cpufreq/scaling_governor", core == 11 ? "performance" : "ondemand", "");
        }

        _place.Lines("sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "not of a core");
        _place.Lines("sys/class/thermal/thermal_zone0/type", "cpu-thermal", "");
        _place.Lines("sys/class/thermal/thermal_zone0/temp", "48312", "");
        _place.Lines("sys/class/thermal/cooling_device0/type", "not a sensor");
        _place.Lines("sys/devices/platform/soc/soc:firmware/get_throttled", "50005", "");

        var state = Read();
        Assert.Equal(Enumerable.Range(0, 12), state.Cores.Select(core => core.Index));
        Assert.Equal(new CoreState(2, 1502, "ondemand"), state.Cores[2]);
        Assert.Equal(new CoreState(11, 1511, "performance"), state.Cores[11]);
        Assert.Equal([new ZoneTemperature("cpu-thermal", 48.312)], state.Temperatures);
        Assert.Equal(ThrottleFlags.UnderVoltage | ThrottleFlags.Throttled | ThrottleFlags.UnderVoltageHappened | ThrottleFlags.ThrottledHappened, state.Throttling);
    }

    [Theory]
    [InlineData("sys/devices/platform/soc/soc:firmware/get_throttled", "0\n", ThrottleFlags.None)]
    [InlineData("sys/devices/platform/soc/soc:firmware/get_throttled", "0x8\n", ThrottleFlags.SoftTemperatureLimit)]
    [InlineData("sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled", "20000\n", ThrottleFlags.FrequencyCappedHappened)]
    public void The_firmware_is_found_under_either_name_of_the_bus(string path, string word, object expected)
    {
        _place.Lines(path, word);
        Assert.Equal(expected, Read().Throttling);
    }

    [Fact]
    public void What_is_absent_or_is_no_number_is_unknown()
    {
        Assert.Equal("clock unknown; governor unknown; temperature unknown; throttling unknown", BoardText.Describe(Read()));

        Directory.CreateDirectory(_place.At("sys/devices/system/cpu/cpu0"));
        _place.Lines("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "<unknown>");
        _place.Lines("sys/class/thermal/thermal_zone0/temp", "");
        _place.Lines("sys/class/thermal/thermal_zone1/type", "gpu-thermal");
        _place.Lines("sys/devices/platform/soc/soc:firmware/get_throttled", "nonsense");
        var state = Read();
        Assert.Equal([new CoreState(0, null, null), new CoreState(1, null, null)], state.Cores);
        Assert.Equal([new ZoneTemperature(null, null), new ZoneTemperature("gpu-thermal", null)], state.Temperatures);
        Assert.Null(state.Throttling);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_unknown()
    {
        // Where a file is expected, a folder: no user can read it as text, root neither.
        Directory.CreateDirectory(_place.At("sys/class/thermal/thermal_zone0/type"));
        _place.Lines("sys/class/thermal/thermal_zone0/temp", "-1500");
        Assert.Equal([new ZoneTemperature(null, -1.5)], Read().Temperatures);
    }

    [Fact]
    public void A_line_says_it_all()
    {
        var state = new BoardState([new CoreState(0, 1800, "performance"), new CoreState(1, 1800, "performance"), new CoreState(2, 2400, "performance"), new CoreState(3, null, null)], [new ZoneTemperature("cpu-thermal", 61.52), new ZoneTemperature(null, null)], ThrottleFlags.None);
        Assert.Equal("clock 1800 2400 unknown MHz; governor performance unknown; temperature cpu-thermal 61.5 °C, sensor unknown; throttling None", BoardText.Describe(state));
    }

    private BoardState Read() => new BoardStateReader(_place.Folder).Read();
}
