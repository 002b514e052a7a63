using FsCheck.Xunit;
using TaskManagement.Users.Accounts;

namespace TaskManagement.Users.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  Ada.Lovelace@Example.ORG ", "ada.lovelace@example.org")]
    [InlineData("ada+lists@localhost", "ada+lists@localhost")]
    [InlineData("ada@Bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bu\u0308cher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example")]
    [InlineData("jos\u0065\u0301@example.org", "jos\u00e9@example.org")]
    public void Parse_WhenWellFormed_ThenNormalised(string typed, string normalised) =>
        Assert.Equal(normalised, Parse(typed));

    [Theory]
    [InlineData("\uff41\uff44\uff41@example.org")] // full-width letters
    [InlineData("\uff21da@ex\u24d0mple.org")] // a full-width and a circled letter
    [InlineData("ada\uff20example.org")] // a full-width at sign
    [InlineData("ada@example\u3002org")] // an ideographic full stop
    public void Parse_WhenCompatibilityForm_ThenTheSameAddress(string typed) =>
        Assert.Equal("ada@example.org", Parse(typed));

    [Fact]
    public void Parse_WhenKelvinSign_ThenTheLetterThatItStandsFor() =>
        Assert.Equal("kelvin@example.org", Parse("\u212aelvin@example.org"));

    [Fact]
    public void Parse_WhenLettersOfAnotherScriptLookAlike_ThenAnotherAddress() =>
        Assert.NotEqual("ada@example.org", Parse("\u0430da@example.org"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@home@example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada\u0000@example.org")]
    [InlineData("ada\u0007@example.org")]
    [InlineData("ada\u200b@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@exa_mple.org")]
    public void Parse_WhenMalformed_ThenFault(string? typed)
    {
        Assert.False(EmailAddress.TryParse(typed, out _, out var fault));
        Assert.NotEmpty(fault);
    }

    // Not among the others: the metadata of an attribute cannot hold half a pair.
    [Fact]
    public void Parse_WhenHalfASurrogatePair_ThenFault() =>
        Assert.False(EmailAddress.TryParse("ada\ud800@example.org", out _, out _));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Parse_WhenLong_ThenAtMost254Characters(int length, bool accepted)
    {
        var typed = new string('a', length - "@example.org".Length) + "@example.org";

        Assert.Equal(accepted, EmailAddress.TryParse(typed, out _, out _));
    }

    [Fact]
    public void Parse_WhenOneCharacterUnfoldsToMany_ThenTheUnfoldedLengthCounts()
    {
        var typed = new string('\ufdfa', 100) + "@example.org"; // each becomes 18 characters

        Assert.False(EmailAddress.TryParse(typed, out _, out _));
    }

    [Property]
    public bool Parse_WhenParsedAgain_ThenUnchanged(string local)
    {
        var typed = $"{local}@example.org";
        return !EmailAddress.TryParse(typed, out var once, out _)
            || (EmailAddress.TryParse(once.Value, out var twice, out _) && once == twice);
    }

    [Fact]
    public void ToString_WhateverTheAddress_ThenSaysNothingOfThePerson()
    {
        Assert.True(EmailAddress.TryParse("ada@example.org", out var address, out _));

        Assert.DoesNotContain("ada", $"{address}", StringComparison.OrdinalIgnoreCase);
    }

    private static string Parse(string typed)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address, out var fault), fault);
        return address.Value;
    }
}
