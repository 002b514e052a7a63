using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Trash;

/// <summary>
/// What lies in the trash, and when each task was in which list. Spans of tasks that are older than this are read out
/// of the log: up to then a task never changed its list.
/// </summary>
internal static class TrashSchema
{
    private const string Sqlite = """
        ALTER TABLE lists ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE list_trash (
            list_id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            owner_id TEXT NOT NULL,
            deleted_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX list_trash_by_owner ON list_trash (owner_id, deleted_at);
        CREATE INDEX list_trash_by_time ON list_trash (deleted_at);
        CREATE TABLE task_trash (
            task_id TEXT NOT NULL PRIMARY KEY,
            list_id TEXT NOT NULL,
            title TEXT NOT NULL,
            deleted_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX task_trash_by_list ON task_trash (list_id, deleted_at);
        CREATE INDEX task_trash_by_time ON task_trash (deleted_at);
        CREATE TABLE task_list_spans (
            list_id TEXT NOT NULL,
            task_id TEXT NOT NULL,
            version INTEGER NOT NULL,
            from_at INTEGER NOT NULL,
            until_at INTEGER,
            PRIMARY KEY (list_id, task_id, version)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX task_list_spans_open ON task_list_spans (task_id) WHERE until_at IS NULL;
        INSERT INTO task_list_spans (list_id, task_id, version, from_at, until_at)
        SELECT json_extract(made.data, '$.listId'), json_extract(made.data, '$.taskId'), made.version, made.at, gone.at
        FROM events made
        LEFT JOIN events gone ON gone.stream = made.stream AND gone.type = 'task.deleted.v1'
        WHERE made.type = 'task.created.v1' AND made.data IS NOT NULL;
        INSERT INTO task_trash (task_id, list_id, title, deleted_at)
        SELECT json_extract(made.data, '$.taskId'), json_extract(made.data, '$.listId'),
               json_extract(made.data, '$.title'), gone.at
        FROM events gone
        JOIN events made ON made.stream = gone.stream AND made.type = 'task.created.v1'
        WHERE gone.type = 'task.deleted.v1' AND made.data IS NOT NULL;
        """;

    private const string PostgreSql = """
        ALTER TABLE lists ADD COLUMN archived boolean NOT NULL DEFAULT false;
        CREATE TABLE list_trash (
            list_id uuid NOT NULL PRIMARY KEY,
            name text NOT NULL,
            owner_id uuid NOT NULL,
            deleted_at bigint NOT NULL
        );
        CREATE INDEX list_trash_by_owner ON list_trash (owner_id, deleted_at);
        CREATE INDEX list_trash_by_time ON list_trash (deleted_at);
        CREATE TABLE task_trash (
            task_id uuid NOT NULL PRIMARY KEY,
            list_id uuid NOT NULL,
            title text NOT NULL,
            deleted_at bigint NOT NULL
        );
        CREATE INDEX task_trash_by_list ON task_trash (list_id, deleted_at);
        CREATE INDEX task_trash_by_time ON task_trash (deleted_at);
        CREATE TABLE task_list_spans (
            list_id uuid NOT NULL,
            task_id uuid NOT NULL,
            version bigint NOT NULL,
            from_at bigint NOT NULL,
            until_at bigint,
            PRIMARY KEY (list_id, task_id, version)
        );
        CREATE INDEX task_list_spans_open ON task_list_spans (task_id) WHERE until_at IS NULL;
        INSERT INTO task_list_spans (list_id, task_id, version, from_at, until_at)
        SELECT (made.data::json->>'listId')::uuid, (made.data::json->>'taskId')::uuid, made.version, made.at, gone.at
        FROM events made
        LEFT JOIN events gone ON gone.stream = made.stream AND gone.type = 'task.deleted.v1'
        WHERE made.type = 'task.created.v1' AND made.data IS NOT NULL;
        INSERT INTO task_trash (task_id, list_id, title, deleted_at)
        SELECT (made.data::json->>'taskId')::uuid, (made.data::json->>'listId')::uuid,
               made.data::json->>'title', gone.at
        FROM events gone
        JOIN events made ON made.stream = gone.stream AND made.type = 'task.created.v1'
        WHERE gone.type = 'task.deleted.v1' AND made.data IS NOT NULL;
        """;

    /// <summary>The step.</summary>
    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}
