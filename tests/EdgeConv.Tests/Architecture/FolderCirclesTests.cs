namespace EdgeConv.Tests.Architecture;

public class FolderCirclesTests
{
    [Fact]
    public void There_is_no_circle_in_the_source()
    {
        var source = Repository.Require("src");
        var files = from path in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                    let relative = Path.GetRelativePath(source, path).Replace(Path.DirectorySeparatorChar, '/')
                    where !relative.Contains("/bin/", StringComparison.Ordinal) && !relative.Contains("/obj/", StringComparison.Ordinal)
                    select SourceFile.Of(relative, File.ReadAllText(path));
        var circles = FolderCircles.In([.. files]);
        Assert.True(circles.Count == 0, "Folders know each other in a circle:\n" + string.Join('\n', circles));
    }

    [Fact]
    public void A_circle_is_told_with_the_files_that_close_it()
    {
        string[] expected =
        [
            "House.Attic knows House.Cellar by Attic/Box.cs",
            "House.Cellar knows House.Kitchen by Cellar/Barrel.cs, Cellar/Shelf.cs",
            "House.Kitchen knows House.Attic by Kitchen/Stove.cs",
        ];
        Assert.Equal(expected, Circles(
            ("Attic/Box.cs", "using House.Cellar;\nnamespace House.Attic;\nclass Box;"),
            ("Cellar/Barrel.cs", "using House.Kitchen;\nnamespace House.Cellar;\nclass Barrel;"),
            ("Cellar/Shelf.cs", "using House.Kitchen;\nnamespace House.Cellar;\nclass Shelf;"),
            ("Kitchen/Stove.cs", "using System;\nusing House.Attic;\nnamespace House.Kitchen;\nclass Stove;"),
            ("Roof/Tile.cs", "using House.Attic;\nnamespace House.Roof;\nclass Tile;")));
    }

    [Theory]
    [InlineData("class Barrel { Kitchen.Stove _stove; }")]
    [InlineData("class Barrel { House.Kitchen.Stove _stove; }")]
    [InlineData("/// <summary>Under the <see cref=\"Kitchen.Stove\"/>.</summary>\nclass Barrel;")]
    [InlineData("using static House.Kitchen.Stove;\nclass Barrel;")]
    public void A_type_with_its_namespace_before_it_needs_no_using(string text) => Assert.Equal(
        2, Circles(("Cellar/Barrel.cs", "namespace House.Cellar;\n" + text), ("Kitchen/Stove.cs", "using House.Cellar;\nnamespace House.Kitchen;\nclass Stove;")).Count);

    [Fact]
    public void A_member_called_like_a_folder_is_none() => Assert.Empty(Circles(
        ("Cellar/Barrel.cs", "namespace House.Cellar;\nclass Barrel { int Rooms => Kitchen.Count + this.Kitchen.Stove; }"),
        ("Kitchen/Stove.cs", "using House.Cellar;\nnamespace House.Kitchen;\nclass Stove;")));

    [Fact]
    public void Folders_count_with_all_that_lies_in_them() => Assert.Equal(
        ["House.Cellar knows House.Kitchen by Cellar/Wine/Bottle.cs", "House.Kitchen knows House.Cellar by Kitchen/Drawers/Knife.cs"],
        Circles(
            ("Cellar/Barrel.cs", "namespace House.Cellar;\nclass Barrel;"),
            ("Cellar/Wine/Bottle.cs", "using House.Kitchen;\nnamespace House.Cellar.Wine;\nclass Bottle;"),
            ("Kitchen/Stove.cs", "namespace House.Kitchen;\nclass Stove;"),
            ("Kitchen/Drawers/Knife.cs", "using House.Cellar;\nnamespace House.Kitchen.Drawers;\nclass Knife;")));

    [Fact]
    public void Folders_within_one_are_compared_too() => Assert.Equal(
        ["House.Cellar.Coal knows House.Cellar.Wine by Coal.cs", "House.Cellar.Wine knows House.Cellar.Coal by Wine.cs"],
        Circles(
            ("Coal.cs", "using House.Cellar.Wine;\nnamespace House.Cellar.Coal;\nclass Lump;"),
            ("Wine.cs", "using House.Cellar.Coal;\nnamespace House.Cellar.Wine;\nclass Bottle;")));

    [Fact]
    public void A_folder_and_one_within_it_may_know_each_other() => Assert.Empty(Circles(
        ("Cellar/Barrel.cs", "using House.Cellar.Wine;\nnamespace House.Cellar;\nclass Barrel;"),
        ("Cellar/Wine/Bottle.cs", "using House.Cellar;\nnamespace House.Cellar.Wine;\nclass Bottle;")));

    private static IReadOnlyList<string> Circles(params (string Path, string Text)[] files) => FolderCircles.In([.. files.Select(file => SourceFile.Of(file.Path, file.Text))]);
}
