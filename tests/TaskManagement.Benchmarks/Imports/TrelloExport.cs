using System.Globalization;
using System.Text.Json;

namespace TaskManagement.Benchmarks.Imports;

/// <summary>The JSON that Trello would export of a board.</summary>
internal static class TrelloExport
{
    private const int Lists = 5;

    /// <param name="board">Tells boards apart: what is imported twice is there already.</param>
    public static byte[] Of(int board, int cards) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = Id(board, 0),
        name = $"Board {board}",
        lists = Enumerable.Range(1, Lists).Select(list => new { id = Id(board, list), name = $"List {list}" }),
        cards = Enumerable.Range(0, cards).Select(card => new
        {
            id = Id(board, Lists + 1 + card),
            name = $"Water plant {card}",
            desc = "All of it, also what stands on the balcony.",
            idList = Id(board, 1 + (card % Lists)),
            pos = 1024 * (card + 1),
        }),
    });

    private static string Id(int board, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{board:x12}{number:x12}");
}
