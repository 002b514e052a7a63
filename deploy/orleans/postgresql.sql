-- What the AdoNet providers of Microsoft Orleans 10 expect of a PostgreSQL database (13 or newer): membership of the
-- cluster, and storage for grain state. The providers hold no SQL of their own. They read each statement, by its key,
-- from the table OrleansQuery; names of keys, parameters and result columns are their contract, all else is ours.
--
--   psql "$DATABASE" -v ON_ERROR_STOP=1 -f deploy/orleans/postgresql.sql
--
-- Apply it before the first silo starts. Applying it again changes nothing, unless it is newer: then the statements are
-- replaced, and silos use them from their next start on.
--
-- The providers write no schema name: what is made here must lie on the search_path of the role that silos log in with.
-- A silo needs SELECT on OrleansQuery and all of SELECT, INSERT, UPDATE, DELETE on the other tables; a front end needs
-- SELECT on OrleansQuery and orleans_silo, no more.

BEGIN;

-- CREATE … IF NOT EXISTS still fails when two do it at once, as pods of one deployment may.
SELECT pg_advisory_xact_lock(hashtext('orleans schema'));

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey  text PRIMARY KEY,
    QueryText text NOT NULL
);

-- Membership ----------------------------------------------------------------------------------------------------------

-- One row per cluster. Its version is what silos agree on: whoever changes the membership moves it from the value that
-- they have read, so of two changes that were decided on the same view one fails. The row lock of that UPDATE puts all
-- changes of a cluster in one order; no statement below needs another lock.
CREATE TABLE IF NOT EXISTS orleans_cluster (
    DeploymentId text PRIMARY KEY,
    Version      integer NOT NULL
);

-- One row per start of a silo: a silo that starts again has a new generation, and its old row is declared dead.
CREATE TABLE IF NOT EXISTS orleans_silo (
    DeploymentId text NOT NULL REFERENCES orleans_cluster ON DELETE CASCADE,
    Address      text NOT NULL,
    Port         integer NOT NULL,
    Generation   integer NOT NULL,
    SiloName     text NOT NULL,
    HostName     text NOT NULL,
    Status       integer NOT NULL, -- 1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead
    ProxyPort    integer NOT NULL, -- of the gateway for clients; 0 where there is none
    SuspectTimes text,             -- who suspects it, and since when; the provider's own notation
    StartTime    timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- Grain state ---------------------------------------------------------------------------------------------------------

-- TaskManagement keeps its grain state in a table of its own, with personal data sealed, and leaves this one empty. It
-- is for grains of yours that use AddAdoNetGrainStorage.
--
-- The provider sends a grain's key in parts: a Guid as N0 and N1, a number as N1, a text (or the extension of a
-- compound key) as KeyText. StateName is the name in [PersistentState]. The grain's type is not sent: two classes that
-- share state name and key share the row, so state names must differ between classes.
--
-- The hashes that it also sends are for indexes on a narrow column. This key is exact, so they are left out.
CREATE TABLE IF NOT EXISTS orleans_grain_state (
    ServiceId     text NOT NULL,
    StateName     text NOT NULL,
    KeyN0         bigint NOT NULL,
    KeyN1         bigint NOT NULL,
    KeyText       text NOT NULL,    -- '' where the key has no text; Orleans allows no empty one
    Version       integer NOT NULL, -- the ETag; counts writes
    PayloadBinary bytea,            -- null once the state was cleared
    ModifiedAt    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ServiceId, StateName, KeyN0, KeyN1, KeyText)
);

-- Statements ----------------------------------------------------------------------------------------------------------

-- Each is one statement, thus one snapshot and one round trip. A change answers what the provider reads from it: true
-- or false for membership, the new version or no row at all for grain state.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

-- The first silo of a cluster makes the row of its version; true for the one that did.
('InsertMembershipVersionKey', $statement$
    WITH made AS (
        INSERT INTO orleans_cluster (DeploymentId, Version) VALUES (@DeploymentId, 0)
        ON CONFLICT DO NOTHING RETURNING true)
    SELECT EXISTS (SELECT FROM made)
$statement$),

-- A silo joins: the version moves on from @Version and the row is there, or neither.
('InsertMembershipKey', $statement$
    WITH moved AS (
        UPDATE orleans_cluster SET Version = Version + 1
        WHERE DeploymentId = @DeploymentId AND Version = @Version
          AND NOT EXISTS (
            SELECT FROM orleans_silo
            WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
        RETURNING DeploymentId),
    joined AS (
        INSERT INTO orleans_silo (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort,
            StartTime, IAmAliveTime)
        SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
            @StartTime, @IAmAliveTime
        FROM moved
        RETURNING true)
    SELECT EXISTS (SELECT FROM joined)
$statement$),

-- A silo changes its status, or others suspect it or declare it dead: again both or neither.
('UpdateMembershipKey', $statement$
    WITH moved AS (
        UPDATE orleans_cluster SET Version = Version + 1
        WHERE DeploymentId = @DeploymentId AND Version = @Version
          AND EXISTS (
            SELECT FROM orleans_silo
            WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
        RETURNING DeploymentId),
    changed AS (
        UPDATE orleans_silo SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        FROM moved
        WHERE orleans_silo.DeploymentId = moved.DeploymentId
          AND Address = @Address AND Port = @Port AND Generation = @Generation
        RETURNING true)
    SELECT EXISTS (SELECT FROM changed)
$statement$),

-- A sign of life changes nothing that silos agree on, so it leaves the version alone.
('UpdateIAmAlivetimeKey', $statement$
    UPDATE orleans_silo SET IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$statement$),

-- Version and silos come from one snapshot. The version comes even where the silo, or every silo, is missing: the
-- provider takes it from the first row, and tells by StartTime whether that row has a silo.
('MembershipReadRowKey', $statement$
    SELECT cluster.Version, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
        silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime
    FROM orleans_cluster AS cluster
    LEFT JOIN orleans_silo AS silo ON silo.DeploymentId = cluster.DeploymentId
        AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation
    WHERE cluster.DeploymentId = @DeploymentId
$statement$),

('MembershipReadAllKey', $statement$
    SELECT cluster.Version, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
        silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime
    FROM orleans_cluster AS cluster
    LEFT JOIN orleans_silo AS silo ON silo.DeploymentId = cluster.DeploymentId
    WHERE cluster.DeploymentId = @DeploymentId
$statement$),

-- Where a front end can connect.
('GatewaysQueryKey', $statement$
    SELECT Address, ProxyPort, Generation FROM orleans_silo
    WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$statement$),

-- Rows of silos that left long ago. The last sign of one that never got as far as signalling is its start.
('CleanupDefunctSiloEntriesKey', $statement$
    DELETE FROM orleans_silo
    WHERE DeploymentId = @DeploymentId AND Status <> 3 AND greatest(IAmAliveTime, StartTime) < @IAmAliveTime
$statement$),

('DeleteMembershipTableEntriesKey', $statement$
    DELETE FROM orleans_cluster WHERE DeploymentId = @DeploymentId
$statement$),

-- A state that was cleared has a version and no payload, and reads as one that does not exist.
('ReadFromStorageKey', $statement$
    SELECT PayloadBinary, Version FROM orleans_grain_state
    WHERE ServiceId = @ServiceId AND StateName = @GrainTypeString
      AND KeyN0 = @GrainIdN0 AND KeyN1 = @GrainIdN1 AND KeyText = coalesce(@GrainIdExtensionString, '')
$statement$),

-- Without a version the activation believes that there is no row: make it, or answer nothing where there is one. With a
-- version it has read that row: change it, or answer nothing where another activation was faster. No answer reaches the
-- grain as InconsistentStateException.
('WriteToStorageKey', $statement$
    WITH made AS (
        INSERT INTO orleans_grain_state (ServiceId, StateName, KeyN0, KeyN1, KeyText, Version, PayloadBinary)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1,
            @PayloadBinary
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING RETURNING Version),
    changed AS (
        UPDATE orleans_grain_state
        SET PayloadBinary = @PayloadBinary, Version = Version + 1, ModifiedAt = now()
        WHERE ServiceId = @ServiceId AND StateName = @GrainTypeString
          AND KeyN0 = @GrainIdN0 AND KeyN1 = @GrainIdN1 AND KeyText = coalesce(@GrainIdExtensionString, '')
          AND Version = @GrainStateVersion
        RETURNING Version)
    SELECT Version AS NewGrainStateVersion FROM made UNION ALL SELECT Version FROM changed
$statement$),

-- The row stays, so that its version goes on from where it was: one that began anew could be taken for an older one.
('ClearStorageKey', $statement$
    UPDATE orleans_grain_state SET PayloadBinary = NULL, Version = Version + 1, ModifiedAt = now()
    WHERE ServiceId = @ServiceId AND StateName = @GrainTypeString
      AND KeyN0 = @GrainIdN0 AND KeyN1 = @GrainIdN1 AND KeyText = coalesce(@GrainIdExtensionString, '')
      AND Version = @GrainStateVersion
    RETURNING Version
$statement$),

-- With DeleteStateOnClear. The provider takes an answer that equals its own version for a conflict, hence the 1.
('DeleteStorageKey', $statement$
    DELETE FROM orleans_grain_state
    WHERE ServiceId = @ServiceId AND StateName = @GrainTypeString
      AND KeyN0 = @GrainIdN0 AND KeyN1 = @GrainIdN1 AND KeyText = coalesce(@GrainIdExtensionString, '')
      AND Version = @GrainStateVersion
    RETURNING Version + 1
$statement$)

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
WHERE OrleansQuery.QueryText <> excluded.QueryText;

COMMIT;
