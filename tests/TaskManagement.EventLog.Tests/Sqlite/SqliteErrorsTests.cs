using Microsoft.Data.Sqlite;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.EventLog.Tests.Sqlite;

public sealed class SqliteErrorsTests
{
    [Theory]
    [InlineData(19, true)] // a constraint
    [InlineData(20, true)] // a type that does not fit
    [InlineData(18, true)] // too big
    [InlineData(1, true)] // malformed SQL
    [InlineData(13, false)] // the disk is full
    [InlineData(10, false)] // input or output
    [InlineData(11, false)] // corrupt
    [InlineData(5, false)] // busy
    public void IsOfOneMember_WhenTheDataIsToBlame_ThenOnly(int code, bool expected) =>
        Assert.Equal(expected, SqliteErrors.IsOfOneMember(new SqliteException("", code)));

    [Theory]
    [InlineData(13, true)] // the disk is full: no commit record
    [InlineData(5, true)] // busy: not begun
    [InlineData(10, false)] // input or output: the record may be there
    [InlineData(11, false)] // corrupt
    public void IsCertainAtCommit_WhenNoRecordCanBeThere_ThenOnly(int code, bool expected) =>
        Assert.Equal(expected, SqliteErrors.IsCertainAtCommit(new SqliteException("", code)));
}
