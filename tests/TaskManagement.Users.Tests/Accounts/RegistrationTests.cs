using TaskManagement.Contracts.Results;
using TaskManagement.Users.Accounts;

namespace TaskManagement.Users.Tests.Accounts;

public sealed class RegistrationTests
{
    private const string BrokenSurrogate = "ab\ud800cdefgh";

    [Fact]
    public void Read_WhenInOrder_ThenNormalised()
    {
        var typed = Fixtures.Ada with { Email = "Ada@Example.org", Handle = "Ada.L-1_x", FirstName = " Ada " };

        var read = Fixtures.Read(typed);

        Assert.Equal(("ada@example.org", "ada.l-1_x", "Ada"), (read.Email.Value, read.Handle.Value, read.FirstName));
    }

    [Fact]
    public void Read_WhenEverythingIsWrong_ThenEveryFieldIsNamed()
    {
        var refusal = Fixtures.RefusalOf(Registration.Read(new("nobody", "1", "", "x\0y", "short")));

        Assert.Equal("validation_failed", refusal.Code);
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(["email", "firstName", "handle", "lastName", "password"], refusal.Fields.Keys.Order());
    }

    [Fact]
    public void Read_WhenFieldsAreMissing_ThenEveryFieldIsNamed()
    {
        var refusal = Fixtures.RefusalOf(Registration.Read(new(null!, null!, null!, null!, null!)));

        Assert.Equal(5, refusal.Fields.Count);
        Assert.All(refusal.Fields.Values, fault => Assert.Equal("is missing", fault));
    }

    [Theory]
    [InlineData("ad", true)]
    [InlineData("a", false)]
    [InlineData("1ada", false)]
    [InlineData("_ada", false)]
    [InlineData("ada lovelace", false)]
    [InlineData("ada\n", false)]
    [InlineData("adä", false)]
    [InlineData("a234567890123456789012345678901234567890", true)]
    [InlineData("a2345678901234567890123456789012345678901", false)]
    public void Read_WhenHandle_ThenShapeDecides(string handle, bool accepted) =>
        Assert.Equal(accepted, Registration.Read(Fixtures.Ada with { Handle = handle }).Succeeded);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Read_WhenNameIsLong_ThenAtMost100Characters(int length, bool accepted)
    {
        var name = string.Concat(Enumerable.Repeat("\U0001F600", length));

        Assert.Equal(accepted, Registration.Read(Fixtures.Ada with { LastName = name }).Succeeded);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Read_WhenPassword_ThenLengthDecides(int length, bool accepted) =>
        Assert.Equal(accepted, Registration.Read(Fixtures.Ada with { Password = new string('x', length) }).Succeeded);

    [Fact]
    public void Read_WhenTextsAreBroken_ThenEachIsRefused()
    {
        Assert.False(Registration.Read(Fixtures.Ada with { FirstName = BrokenSurrogate }).Succeeded);
        Assert.False(Registration.Read(Fixtures.Ada with { LastName = "Love\u0000lace" }).Succeeded);
        Assert.False(Registration.Read(Fixtures.Ada with { LastName = "Love\nlace" }).Succeeded);
        Assert.False(Registration.Read(Fixtures.Ada with { Password = BrokenSurrogate }).Succeeded);
        Assert.False(Registration.Read(Fixtures.Ada with { Password = "correct\u0000horse" }).Succeeded);
    }

    [Theory]
    [InlineData("", "correct horse", "email")]
    [InlineData("ada@example.org", "", "password")]
    [InlineData("ada@example.org", "a\u0000b", "password")]
    [InlineData(null, null, "email,password")]
    public void LogIn_WhenMalformed_ThenFieldsAreNamed(string? email, string? password, string fields)
    {
        var refusal = LogInRules.RefusalOf(new(email!, password!));

        Assert.Equal(fields.Split(','), refusal!.Fields.Keys.Order());
    }

    [Fact]
    public void LogIn_WhenPasswordIsShort_ThenItIsTried() =>
        Assert.Null(LogInRules.RefusalOf(new("ada@example.org", "old")));
}
