using System.Buffers.Binary;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>Damaged files: whatever the damage, the outcome is a model or one of the two named exceptions.</summary>
public class MutationTests
{
    private const int Mutations = 100_000;
    private static readonly int[] Extremes = [0, 1, -1, 2, 3, 127, 128, 255, 256, 32767, 65535, int.MaxValue, int.MinValue, 0x7ffffffc, 1 << 28];

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_by_name()
    {
        foreach (var seed in new[] { 2, 11, 30 })
        {
            var whole = TfLiteWriter.Write(RandomModel.Make(seed, most: 3));
            for (var length = 0; length < whole.Length; length++)
                AssertNamed(whole.AsMemory(0, length), () => $"seed {seed}, cut at {length}");
        }
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_by_name()
    {
        const int Seed = 20_240_607;
        var random = new Random(Seed);
        var files = Enumerable.Range(0, 50).Select(seed => TfLiteWriter.Write(RandomModel.Make(seed, most: 4))).ToArray();
        var (read, refused) = (0, 0);
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var bytes = files[random.Next(files.Length)].ToArray();
            for (var times = random.Next(1, 4); times > 0; times--)
                bytes = Damage(bytes, files, random);
            var number = mutation;
            if (AssertNamed(bytes, () => $"seed {Seed}, mutation {number}"))
                read++;
            else
                refused++;
        }

        // A damage that is never harmless, or never noticed, would test one half of the reader only.
        Assert.InRange(read, Mutations / 20, Mutations);
        Assert.InRange(refused, Mutations / 20, Mutations);
    }

    private static byte[] Damage(byte[] bytes, byte[][] files, Random random)
    {
        var at = random.Next(bytes.Length);
        var word = Math.Min(at & ~3, bytes.Length - 4);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(word), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 3:
                var value = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(word));
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(word), value + random.Next(-8, 9));
                return bytes;
            case 4:
                var other = files[random.Next(files.Length)];
                var from = random.Next(other.Length);
                var count = Math.Min(random.Next(1, 64), Math.Min(other.Length - from, bytes.Length - at));
                other.AsSpan(from, count).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                // Whole words moved: references then lead to things of another kind.
                var source = Math.Min(random.Next(bytes.Length) & ~3, bytes.Length - 4);
                bytes.AsSpan(source, 4).CopyTo(bytes.AsSpan(word));
                return bytes;
        }
    }

    private static bool AssertNamed(ReadOnlyMemory<byte> bytes, Func<string> where)
    {
        try
        {
            TfLiteReader.Read(bytes);
            return true;
        }
        catch (Exception exception) when (exception is ModelFormatException or UnsupportedOperatorException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{where()}: {exception.GetType().Name} {exception.Message}", exception);
        }
    }
}
