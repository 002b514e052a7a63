using TaskManagement.Contracts.Users;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Passwords;

namespace TaskManagement.Users.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private const string Good = "correct horse";

    [Theory]
    [InlineData("12345678")]
    [InlineData("password")]
    [InlineData("TrustNo1")]
    [InlineData("\uff50assword")]
    [InlineData("ka12rm12")]
    public void FaultOf_WhenGuessedFirst_ThenRefused(string password) =>
        Assert.Contains("guessed first", PasswordRules.FaultOf(password), StringComparison.Ordinal);

    [Theory]
    [InlineData("password correct")]
    [InlineData("# The 17,950 entries")]
    [InlineData("ein langes Wort ohne Zahl")]
    public void FaultOf_WhenLongEnoughAndNotCommon_ThenNone(string password) =>
        Assert.Null(PasswordRules.FaultOf(password));

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void FaultOf_WhenLengthIsAtTheBounds_ThenAsStated(int length, bool allowed) =>
        Assert.Equal(allowed, PasswordRules.FaultOf(new string('\u00e9', length)) is null);

    /// <summary>It may have been allowed once.</summary>
    [Fact]
    public void FaultOfTyped_WhenItIsCommon_ThenNone() =>
        Assert.Null(PasswordRules.FaultOfTyped("password"));

    [Fact]
    public void Common_WhenCounted_ThenAllOfTheFileAreThere() => Assert.Equal(17_950, CommonPasswords.Count);

    [Theory]
    [InlineData("", Good, "currentPassword")]
    [InlineData(Good, "short", "newPassword")]
    [InlineData(Good, Good, "newPassword")]
    [InlineData("wrong horse", "password", "newPassword")]
    public void Change_WhenAFieldIsAmiss_ThenItIsNamed(string current, string next, string field)
    {
        var refusal = PasswordChangeRules.RefusalOf(new ChangePassword(current, next, default));

        Assert.Equal(field, Assert.Single(refusal!.Fields).Key);
    }
}
