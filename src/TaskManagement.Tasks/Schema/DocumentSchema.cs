using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>
/// Numbers the documents of SQLite's full text one after another. Under numbers that were chance, each document touched
/// a page of its own in the index, a third of all that the making of a task wrote.
/// </summary>
internal static class DocumentSchema
{
    // Who inserts gives 0. A number that is given stays: that is how rows are copied from one database to another, and
    // how builds of before write theirs.
    private const string Sqlite = """
        DROP TRIGGER task_documents_inserted;
        DROP TRIGGER task_documents_updated;
        UPDATE task_documents SET document_id = rowid;
        INSERT INTO task_search (task_search) VALUES ('delete-all');
        INSERT INTO task_search (rowid, title, description, comments)
            SELECT document_id, title, description, comments FROM task_documents ORDER BY document_id;
        CREATE TRIGGER task_documents_inserted AFTER INSERT ON task_documents BEGIN
            UPDATE task_documents SET document_id = (SELECT max(document_id) + 1 FROM task_documents)
            WHERE task_id = new.task_id AND document_id = 0;
            INSERT INTO task_search (rowid, title, description, comments)
            SELECT document_id, title, description, comments FROM task_documents WHERE task_id = new.task_id;
        END;
        CREATE TRIGGER task_documents_updated AFTER UPDATE OF title, description, comments ON task_documents BEGIN
            INSERT INTO task_search (task_search, rowid, title, description, comments)
            VALUES ('delete', old.document_id, old.title, old.description, old.comments);
            INSERT INTO task_search (rowid, title, description, comments)
            VALUES (new.document_id, new.title, new.description, new.comments);
        END;
        """;

    // It has no use for these numbers.
    private const string PostgreSql = "ALTER TABLE task_documents ALTER COLUMN document_id SET DEFAULT 0;";

    /// <summary>The numbers.</summary>
    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}
