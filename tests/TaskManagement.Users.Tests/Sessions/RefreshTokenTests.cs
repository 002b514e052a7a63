using System.Text.Json;
using FsCheck.Xunit;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Tests.Sessions;

public sealed class RefreshTokenTests
{
    private static readonly UserId User = new(DerivedId.FromParts("ada"));
    private static readonly SessionId Session = new(DerivedId.FromParts("session"));

    [Fact]
    public void Read_WhenMadeHere_ThenLeadsToItsSession()
    {
        var made = RefreshToken.New(User, Session);

        var read = RefreshToken.Read(made.Text);

        Assert.Equal((User, Session, made.Hash), (read!.User, read.Session, read.Hash));
    }

    [Fact]
    public void New_WhenMadeTwice_ThenAnotherSecret() =>
        Assert.NotEqual(RefreshToken.New(User, Session).Text, RefreshToken.New(User, Session).Text);

    [Fact]
    public void Next_WhenMade_ThenOfTheSameSessionAndFamilyWithAnotherSecret()
    {
        var first = RefreshToken.New(User, Session);

        var next = RefreshToken.Read(first.Next().Text)!;

        Assert.Equal((User, Session, first.FamilyHash), (next.User, next.Session, next.FamilyHash));
        Assert.NotEqual(first.Hash, next.Hash);
        Assert.NotEqual(first.FamilyHash, RefreshToken.New(User, Session).FamilyHash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.x")]
    public void Read_WhenItIsNoToken_ThenNothing(string? text) => Assert.Null(RefreshToken.Read(text));

    [Fact]
    public void Read_WhenOneCharacterIsNotOfTheAlphabet_ThenNothing() =>
        Assert.Null(RefreshToken.Read("!" + RefreshToken.New(User, Session).Text[1..]));

    [Property]
    public bool Read_WhenAnyText_ThenNoException(string text) => RefreshToken.Read(text) is null;

    [Fact]
    public void State_WhenWrittenAndRead_ThenTheSame()
    {
        var at = Fixtures.Noon;
        var session = new Session(Session, "family", "t2", "t1", Fixtures.Command(1), at, at, at);
        var state = new SessionsState { Sessions = [session] };
        var options = JsonSerializerOptions.Web;

        var read = JsonSerializer.Deserialize<SessionsState>(JsonSerializer.Serialize(state, options), options);

        Assert.Equal(state.Sessions.AsEnumerable(), read!.Sessions);
    }
}
