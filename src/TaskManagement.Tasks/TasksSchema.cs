using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Trash;
using TaskManagement.Tasks.Schema;

namespace TaskManagement.Tasks;

/// <summary>
/// The read model. Each row belongs to the one stream that writes it, in the append's own transaction: hence no foreign
/// keys, and visibility is a join when it is read.
/// </summary>
internal static class TasksSchema
{
    private const string Version1Sqlite = """
        CREATE TABLE tasks (
            task_id TEXT NOT NULL PRIMARY KEY,
            list_id TEXT NOT NULL,
            section_id TEXT,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            status TEXT NOT NULL,
            priority INTEGER NOT NULL,
            start_date TEXT,
            due_date TEXT,
            due_time_zone TEXT,
            due_at INTEGER NOT NULL,
            assignee_id TEXT,
            creator_id TEXT NOT NULL,
            labels TEXT NOT NULL,
            attributes TEXT,
            position TEXT NOT NULL,
            archived INTEGER NOT NULL,
            comment_count INTEGER NOT NULL,
            source_system TEXT,
            source_id TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            completed_at INTEGER,
            version INTEGER NOT NULL,
            title_folded TEXT NOT NULL,
            search TEXT NOT NULL
        ) STRICT;
        CREATE INDEX tasks_by_position ON tasks (list_id, archived, position, task_id);
        CREATE INDEX tasks_by_status ON tasks (list_id, status, position, task_id);
        CREATE INDEX tasks_by_assignee ON tasks (assignee_id, due_at, task_id);
        CREATE INDEX tasks_by_due ON tasks (due_at, task_id);
        CREATE TABLE lists (
            list_id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            owner_id TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE list_members (
            list_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            role TEXT NOT NULL,
            PRIMARY KEY (list_id, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX list_members_by_user ON list_members (user_id, list_id);
        """;

    private const string Version1PostgreSql = """
        CREATE TABLE tasks (
            task_id uuid NOT NULL PRIMARY KEY,
            list_id uuid NOT NULL,
            section_id uuid,
            title text NOT NULL,
            description text NOT NULL,
            status text NOT NULL,
            priority integer NOT NULL,
            start_date text,
            due_date text,
            due_time_zone text,
            due_at bigint NOT NULL,
            assignee_id uuid,
            creator_id uuid NOT NULL,
            labels text NOT NULL,
            attributes text,
            position text COLLATE "C" NOT NULL,
            archived boolean NOT NULL,
            comment_count integer NOT NULL,
            source_system text,
            source_id text,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            completed_at bigint,
            version bigint NOT NULL,
            title_folded text COLLATE "C" NOT NULL,
            search text NOT NULL
        );
        CREATE INDEX tasks_by_position ON tasks (list_id, archived, position, task_id);
        CREATE INDEX tasks_by_status ON tasks (list_id, status, position, task_id);
        CREATE INDEX tasks_by_assignee ON tasks (assignee_id, due_at, task_id);
        CREATE INDEX tasks_by_due ON tasks (due_at, task_id);
        CREATE TABLE lists (
            list_id uuid NOT NULL PRIMARY KEY,
            name text NOT NULL,
            description text NOT NULL,
            owner_id uuid NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL,
            version bigint NOT NULL
        );
        CREATE TABLE list_members (
            list_id uuid NOT NULL,
            user_id uuid NOT NULL,
            role text NOT NULL,
            PRIMARY KEY (list_id, user_id)
        );
        CREATE INDEX list_members_by_user ON list_members (user_id, list_id);
        """;

    /// <summary>The part.</summary>
    public static SchemaPart Part { get; } = new("tasks", [
        new Migration(Version1Sqlite, Version1PostgreSql),
        QuerySchema.Migration,
        ScheduleSchema.Columns,
        TrashSchema.Migration,
        AttachmentSchema.Migration,
        ScheduleSchema.Signals,
        RelationSchema.Migration,
        RebuildSchema.Migration,
        ImportSchema.Migration,
        PurgeSchema.Migration,
        FeedSchema.Migration,
        DocumentSchema.Migration,
    ]);
}
