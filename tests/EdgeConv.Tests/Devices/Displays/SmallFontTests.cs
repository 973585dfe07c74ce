using EdgeConv.Devices.Displays;

namespace EdgeConv.Tests.Devices.Displays;

public class SmallFontTests
{
    [Fact]
    public void Every_letter_is_drawn_and_looks_like_no_other()
    {
        var letters = Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => Convert.ToHexString(SmallFont.Of((char)letter))).ToArray();
        Assert.Equal("0000000000", letters[0]);
        Assert.Equal(letters.Length, letters.Distinct().Count());
        Assert.All(letters, letter => Assert.DoesNotContain(Convert.FromHexString(letter), column => column > 0x7F));
    }

    [Fact]
    public void A_letter_is_columns_from_the_left_bit_0_on_top() => Assert.Equal([0x7F, 0x40, 0x40, 0x40, 0x40], SmallFont.Of('L').ToArray());

    [Theory]
    [InlineData('ö')]
    [InlineData('\n')]
    [InlineData('\u2028')]
    public void What_is_not_drawn_is_a_question_mark(char letter) => Assert.Equal(SmallFont.Of('?').ToArray(), SmallFont.Of(letter).ToArray());
}
