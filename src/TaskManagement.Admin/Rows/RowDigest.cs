using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskManagement.Admin.Rows;

/// <summary>
/// Count and hash of a set of rows, in whatever order they come: two databases need not sort text alike. It is the sum
/// of the rows' SHA-256, in four lanes of 64 bits.
/// </summary>
internal sealed class RowDigest
{
    private const int Lanes = 4;

    private readonly ulong[] _lanes = new ulong[Lanes];
    private readonly ArrayBufferWriter<byte> _row = new();

    /// <summary>How many rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="ignored">Columns that may differ, by their place in the row.</param>
    public void Add(object?[] row, IReadOnlySet<int> ignored)
    {
        _row.ResetWrittenCount();
        for (var column = 0; column < row.Length; column++)
        {
            if (!ignored.Contains(column))
                Write(row[column]);
        }

        var hash = SHA256.HashData(_row.WrittenSpan);
        for (var lane = 0; lane < Lanes; lane++)
            _lanes[lane] += BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(lane * sizeof(ulong)));
        Rows++;
    }

    /// <summary>The sum as hex digits.</summary>
    public override string ToString() => string.Concat(
        _lanes.Select(lane => lane.ToString("x16", CultureInfo.InvariantCulture)));

    private void Write(object? cell)
    {
        switch (cell)
        {
            case null:
                Write(0, 0L);
                break;
            case long number:
                Write(1, number);
                break;
            case double number:
                Write(2, BitConverter.DoubleToInt64Bits(number));
                break;
            case string text:
                Write(3, Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                Write(4, bytes);
                break;
            default:
                throw new InvalidOperationException($"A cell may not be a {cell.GetType()}.");
        }
    }

    // Kind and length go before the content, so that no two rows look alike.
    private void Write(byte kind, byte[] content)
    {
        Write(kind, content.Length);
        _row.Write(content);
    }

    private void Write(byte kind, long number)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], number);
        _row.Write(bytes);
    }
}
