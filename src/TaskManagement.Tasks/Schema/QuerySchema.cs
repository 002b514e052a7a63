using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>
/// What the filter language, the orders and the full text need: names of labels and sections, the words of a task, and
/// an index per way into a list. Every index begins with the list, so that a query's cost follows from what its caller
/// sees, however much others have.
/// </summary>
internal static class QuerySchema
{
    // The words are an ordinary table on both databases, so that whoever copies rows copies them; each database makes
    // its own index of them, SQLite by triggers, PostgreSQL by a generated column. The lone 0 keeps a phrase from
    // reaching out of one text into the next.
    private const string Sqlite = """
        DROP INDEX tasks_by_due;
        ALTER TABLE tasks DROP COLUMN search;
        ALTER TABLE tasks ADD COLUMN start_at INTEGER NOT NULL DEFAULT 253402300799999999;
        CREATE INDEX tasks_by_due ON tasks (list_id, archived, due_at, task_id);
        CREATE INDEX tasks_by_section ON tasks (list_id, archived, section_id, position, task_id);
        ALTER TABLE lists ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
        CREATE TABLE list_sections (
            list_id TEXT NOT NULL,
            section_id TEXT NOT NULL,
            name_folded TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (list_id, section_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE list_labels (
            list_id TEXT NOT NULL,
            label_id TEXT NOT NULL,
            name_folded TEXT NOT NULL,
            PRIMARY KEY (list_id, label_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE task_documents (
            task_id TEXT NOT NULL PRIMARY KEY,
            document_id INTEGER NOT NULL,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            comments TEXT NOT NULL,
            comments_text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX task_documents_by_document ON task_documents (document_id);
        CREATE VIRTUAL TABLE task_search USING fts5 (title, description, comments, content = '', tokenize = 'ascii');
        CREATE TRIGGER task_documents_inserted AFTER INSERT ON task_documents BEGIN
            INSERT INTO task_search (rowid, title, description, comments)
            VALUES (new.document_id, new.title, new.description, new.comments);
        END;
        CREATE TRIGGER task_documents_deleted AFTER DELETE ON task_documents BEGIN
            INSERT INTO task_search (task_search, rowid, title, description, comments)
            VALUES ('delete', old.document_id, old.title, old.description, old.comments);
        END;
        CREATE TRIGGER task_documents_updated AFTER UPDATE ON task_documents BEGIN
            INSERT INTO task_search (task_search, rowid, title, description, comments)
            VALUES ('delete', old.document_id, old.title, old.description, old.comments);
            INSERT INTO task_search (rowid, title, description, comments)
            VALUES (new.document_id, new.title, new.description, new.comments);
        END;
        """;

    private const string PostgreSql = """
        DROP INDEX tasks_by_due;
        ALTER TABLE tasks DROP COLUMN search;
        ALTER TABLE tasks ADD COLUMN start_at bigint NOT NULL DEFAULT 253402300799999999;
        ALTER TABLE tasks ADD COLUMN attributes_json jsonb GENERATED ALWAYS AS (CAST(attributes AS jsonb)) STORED;
        CREATE INDEX tasks_by_attributes ON tasks USING gin (attributes_json jsonb_path_ops);
        CREATE INDEX tasks_by_due ON tasks (list_id, archived, due_at, task_id);
        CREATE INDEX tasks_by_section ON tasks (list_id, archived, section_id, position, task_id);
        ALTER TABLE lists ADD COLUMN name_folded text COLLATE "C" NOT NULL DEFAULT '';
        CREATE TABLE list_sections (
            list_id uuid NOT NULL,
            section_id uuid NOT NULL,
            name_folded text COLLATE "C" NOT NULL,
            ordinal integer NOT NULL,
            PRIMARY KEY (list_id, section_id)
        );
        CREATE TABLE list_labels (
            list_id uuid NOT NULL,
            label_id uuid NOT NULL,
            name_folded text COLLATE "C" NOT NULL,
            PRIMARY KEY (list_id, label_id)
        );
        CREATE TABLE task_documents (
            task_id uuid NOT NULL PRIMARY KEY,
            document_id bigint NOT NULL,
            title text NOT NULL,
            description text NOT NULL,
            comments text NOT NULL,
            comments_text text NOT NULL,
            words tsvector GENERATED ALWAYS AS (
                setweight(to_tsvector('simple'::regconfig, title), 'A')
                || setweight(to_tsvector('simple'::regconfig, '0 ' || description), 'B')
                || setweight(to_tsvector('simple'::regconfig, '0 ' || comments), 'C')) STORED
        );
        CREATE INDEX task_documents_by_words ON task_documents USING gin (words) WITH (gin_pending_list_limit = 512);
        """;

    /// <summary>It takes away the column and the index that searched without words.</summary>
    public static Migration Migration { get; } = new(Sqlite, PostgreSql) { Contracts = true };
}
