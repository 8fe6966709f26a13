-- +goose Up

-- Instants are microseconds since 1970 in UTC; lists and documents are JSON
-- text. Each unique index carries the name of the rule that it keeps; the
-- sentence for a person stands in rules.go.

CREATE TABLE events (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    name       TEXT    NOT NULL,
    venue      TEXT    NOT NULL,
    zone       TEXT    NOT NULL,
    languages  TEXT    NOT NULL CHECK (json_valid(languages)),
    phase      TEXT    NOT NULL CONSTRAINT event_phase
        CHECK (phase IN ('setup', 'open', 'scheduling', 'live', 'closed')),
    settings   TEXT    NOT NULL CHECK (json_valid(settings)),
    form       TEXT    NOT NULL CHECK (json_valid(form)),
    created_at INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE slots (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id    TEXT    NOT NULL REFERENCES events (id),
    external_id TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    session     TEXT    NOT NULL,
    start_at    INTEGER NOT NULL,
    end_at      INTEGER NOT NULL,
    version     INTEGER NOT NULL CHECK (version > 0),
    CONSTRAINT slot_ends_after_its_start CHECK (start_at < end_at)
) STRICT;
CREATE UNIQUE INDEX slots_of_event ON slots (event_id, id);
CREATE UNIQUE INDEX slots_external_id ON slots (event_id, external_id) WHERE external_id <> '';
CREATE INDEX slots_by_start ON slots (event_id, start_at);

CREATE TABLE organisations (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id     TEXT    NOT NULL REFERENCES events (id),
    external_id  TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    search       TEXT    NOT NULL,
    kind         TEXT    NOT NULL CONSTRAINT organisation_kind
        CHECK (kind IN ('startup', 'sme', 'large_company', 'academia', 'hospital', 'cluster',
                        'incubator', 'investor', 'public_authority', 'payer', 'living_lab')),
    description  TEXT    NOT NULL,
    country      TEXT    NOT NULL,
    website      TEXT    NOT NULL,
    topics       TEXT    NOT NULL CHECK (json_valid(topics)),
    offers       TEXT    NOT NULL CHECK (json_valid(offers)),
    seeks        TEXT    NOT NULL CHECK (json_valid(seeks)),
    clusters     TEXT    NOT NULL CHECK (json_valid(clusters)),
    floor        INTEGER CONSTRAINT organisation_floor_not_negative CHECK (floor >= 0),
    max_meetings INTEGER CONSTRAINT organisation_max_meetings_not_negative CHECK (max_meetings >= 0),
    hidden       INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    implied      INTEGER NOT NULL CHECK (implied IN (0, 1)),
    version      INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX organisations_of_event ON organisations (event_id, id);
CREATE UNIQUE INDEX organisations_external_id ON organisations (event_id, external_id) WHERE external_id <> '';
CREATE INDEX organisations_by_name ON organisations (event_id, name_key, id);

CREATE TABLE places (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT    NOT NULL REFERENCES events (id),
    external_id     TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    kind            TEXT    NOT NULL CONSTRAINT place_kind CHECK (kind IN ('table', 'booth', 'room', 'video')),
    zone            TEXT    NOT NULL,
    capacity        INTEGER NOT NULL CONSTRAINT place_hosts_at_least_one CHECK (capacity >= 1),
    organisation_id TEXT,
    link            TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    version         INTEGER NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id)
) STRICT;
CREATE UNIQUE INDEX places_of_event ON places (event_id, id);
CREATE UNIQUE INDEX places_capacity ON places (id, capacity);
CREATE UNIQUE INDEX places_external_id ON places (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX places_name ON places (event_id, name);
CREATE INDEX places_by_organisation ON places (event_id, organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE place_closures (
    place_id TEXT NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    slot_id  TEXT NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
    PRIMARY KEY (place_id, slot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_closures_by_slot ON place_closures (slot_id);

CREATE TABLE delegates (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT    NOT NULL REFERENCES events (id),
    organisation_id TEXT    NOT NULL,
    external_id     TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL,
    search          TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    topics          TEXT    NOT NULL CHECK (json_valid(topics)),
    no_meetings     INTEGER NOT NULL CHECK (no_meetings IN (0, 1)),
    is_virtual      INTEGER NOT NULL CHECK (is_virtual IN (0, 1)),
    zone            TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    place_id        TEXT REFERENCES places (id) ON DELETE SET NULL,
    floor           INTEGER CONSTRAINT delegate_floor_not_negative CHECK (floor >= 0),
    max_meetings    INTEGER CONSTRAINT delegate_max_meetings_not_negative CHECK (max_meetings >= 0),
    max_per_day     INTEGER CONSTRAINT delegate_max_per_day_not_negative CHECK (max_per_day >= 0),
    max_in_a_row    INTEGER CONSTRAINT delegate_max_in_a_row_not_negative CHECK (max_in_a_row >= 0),
    away            TEXT    NOT NULL CHECK (json_valid(away)),
    version         INTEGER NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX delegates_of_event ON delegates (event_id, id);
CREATE UNIQUE INDEX delegates_external_id ON delegates (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX delegates_email ON delegates (event_id, email) WHERE email <> '';
CREATE INDEX delegates_by_name ON delegates (event_id, name_key, id);
CREATE INDEX delegates_by_organisation ON delegates (event_id, organisation_id, name_key, id);
CREATE INDEX delegates_by_place ON delegates (place_id) WHERE place_id IS NOT NULL;

CREATE TABLE availabilities (
    delegate_id TEXT    NOT NULL PRIMARY KEY REFERENCES delegates (id) ON DELETE CASCADE,
    slots       TEXT    NOT NULL CHECK (json_valid(slots)),
    version     INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE commitments (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id    TEXT    NOT NULL REFERENCES events (id),
    delegate_id TEXT    NOT NULL,
    kind        TEXT    NOT NULL CONSTRAINT commitment_kind CHECK (kind IN ('pitch', 'talk', 'attend', 'block')),
    title       TEXT    NOT NULL,
    source_id   TEXT    NOT NULL,
    start_at    INTEGER NOT NULL,
    end_at      INTEGER NOT NULL,
    CONSTRAINT commitment_ends_after_its_start CHECK (start_at < end_at),
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX commitments_of_source ON commitments (source_id, delegate_id, start_at) WHERE source_id <> '';
CREATE INDEX commitments_by_start ON commitments (event_id, start_at, id);
CREATE INDEX commitments_by_delegate ON commitments (event_id, delegate_id);

CREATE TABLE accounts (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    email      TEXT    NOT NULL CONSTRAINT account_has_a_mail_address CHECK (email <> ''),
    name       TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    zone       TEXT    NOT NULL,
    operator   INTEGER NOT NULL CHECK (operator IN (0, 1)),
    created_at INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX accounts_email ON accounts (email);

CREATE TABLE memberships (
    account_id      TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    event_id        TEXT NOT NULL REFERENCES events (id),
    role            TEXT NOT NULL CONSTRAINT membership_role
        CHECK (role IN ('organiser', 'reviewer', 'cluster_manager', 'organisation_admin', 'delegate')),
    organisation_id TEXT,
    delegate_id     TEXT,
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX memberships_once
    ON memberships (account_id, event_id, role, coalesce(organisation_id, ''), coalesce(delegate_id, ''));
CREATE INDEX memberships_by_event ON memberships (event_id, role);
CREATE INDEX memberships_by_organisation ON memberships (event_id, organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX memberships_by_delegate ON memberships (event_id, delegate_id) WHERE delegate_id IS NOT NULL;

CREATE TABLE login_links (
    hash       TEXT    NOT NULL PRIMARY KEY CHECK (hash <> ''),
    account_id TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    reusable   INTEGER NOT NULL CHECK (reusable IN (0, 1))
) STRICT;
CREATE INDEX login_links_by_account ON login_links (account_id);
CREATE INDEX login_links_by_expiry ON login_links (expires_at);

CREATE TABLE tokens (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    account_id TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    hash       TEXT    NOT NULL CHECK (hash <> ''),
    created_at INTEGER NOT NULL,
    last_used  INTEGER
) STRICT;
CREATE UNIQUE INDEX tokens_hash ON tokens (hash);
CREATE INDEX tokens_by_account ON tokens (account_id, created_at);

CREATE TABLE feeds (
    token      TEXT    NOT NULL PRIMARY KEY CHECK (token <> ''),
    event_id   TEXT    NOT NULL REFERENCES events (id),
    scope      TEXT    NOT NULL CONSTRAINT feed_scope CHECK (scope IN ('delegate', 'organisation', 'place', 'event')),
    subject_id TEXT    NOT NULL,
    account_id TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX feeds_once ON feeds (account_id, event_id, scope, subject_id);

CREATE TABLE sessions (
    token_hash TEXT    NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
    data       BLOB    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE remembered_calls (
    account_id TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    call_key   TEXT    NOT NULL CHECK (call_key <> ''),
    hash       TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    header     BLOB,
    body       BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, call_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_calls_by_age ON remembered_calls (created_at);

CREATE TABLE pitch_sessions (
    id        TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id  TEXT    NOT NULL REFERENCES events (id),
    title     TEXT    NOT NULL,
    topic     TEXT    NOT NULL,
    room      TEXT    NOT NULL,
    mode      TEXT    NOT NULL CONSTRAINT pitch_session_mode CHECK (mode IN ('open', 'curated')),
    start_at  INTEGER NOT NULL,
    end_at    INTEGER NOT NULL,
    pitch_min INTEGER NOT NULL CONSTRAINT pitch_takes_a_minute CHECK (pitch_min >= 1),
    qa_min    INTEGER NOT NULL CONSTRAINT questions_not_negative CHECK (qa_min >= 0),
    version   INTEGER NOT NULL CHECK (version > 0),
    CONSTRAINT pitch_session_ends_after_its_start CHECK (start_at < end_at)
) STRICT;
CREATE UNIQUE INDEX pitch_sessions_of_event ON pitch_sessions (event_id, id);
CREATE INDEX pitch_sessions_by_start ON pitch_sessions (event_id, start_at, id);

CREATE TABLE pitch_slots (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id   TEXT    NOT NULL,
    session_id TEXT    NOT NULL,
    position   INTEGER NOT NULL CONSTRAINT pitch_slots_count_from_one CHECK (position >= 1),
    start_at   INTEGER NOT NULL,
    end_at     INTEGER NOT NULL,
    CONSTRAINT pitch_slot_ends_after_its_start CHECK (start_at < end_at),
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX pitch_slots_position ON pitch_slots (session_id, position);
CREATE INDEX pitch_slots_by_start ON pitch_slots (event_id, start_at, id);
CREATE INDEX pitch_slots_by_session ON pitch_slots (event_id, session_id);

CREATE TABLE pitch_bookings (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT    NOT NULL,
    session_id      TEXT    NOT NULL,
    slot_id         TEXT REFERENCES pitch_slots (id) ON DELETE SET NULL,
    organisation_id TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    abstract        TEXT    NOT NULL,
    presenters      TEXT    NOT NULL CHECK (json_valid(presenters)),
    state           TEXT    NOT NULL CONSTRAINT pitch_booking_state
        CHECK (state IN ('booked', 'cancelled', 'draft', 'submitted', 'selected', 'reserve', 'declined')),
    rank            INTEGER NOT NULL CONSTRAINT pitch_booking_rank CHECK (rank >= 0),
    created_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL CHECK (version > 0),
    CONSTRAINT a_booked_pitch_has_its_slot CHECK (state <> 'booked' OR slot_id IS NOT NULL),
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id)
) STRICT;
CREATE UNIQUE INDEX pitch_bookings_one_per_slot ON pitch_bookings (slot_id) WHERE state IN ('booked', 'selected');
CREATE INDEX pitch_bookings_by_slot ON pitch_bookings (slot_id) WHERE slot_id IS NOT NULL;
CREATE INDEX pitch_bookings_by_event ON pitch_bookings (event_id, created_at, id);
CREATE INDEX pitch_bookings_by_session ON pitch_bookings (event_id, session_id);
CREATE INDEX pitch_bookings_by_organisation ON pitch_bookings (event_id, organisation_id);

CREATE TABLE waiting_entries (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL CHECK (id <> ''),
    event_id        TEXT    NOT NULL,
    session_id      TEXT    NOT NULL,
    organisation_id TEXT    NOT NULL,
    joined_at       INTEGER NOT NULL,
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX waiting_entries_id ON waiting_entries (id);
CREATE UNIQUE INDEX waiting_entries_once ON waiting_entries (session_id, organisation_id);
CREATE INDEX waiting_entries_by_session ON waiting_entries (event_id, session_id);
CREATE INDEX waiting_entries_by_organisation ON waiting_entries (event_id, organisation_id);

CREATE TABLE requests (
    id                   TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id             TEXT    NOT NULL REFERENCES events (id),
    external_id          TEXT    NOT NULL,
    from_organisation_id TEXT    NOT NULL,
    from_attendees       TEXT    NOT NULL CHECK (json_valid(from_attendees)),
    from_priority        TEXT    NOT NULL CONSTRAINT request_from_priority CHECK (from_priority IN ('', 'must', 'want', 'nice')),
    to_organisation_id   TEXT    NOT NULL,
    to_attendees         TEXT    NOT NULL CHECK (json_valid(to_attendees)),
    to_priority          TEXT    NOT NULL CONSTRAINT request_to_priority CHECK (to_priority IN ('', 'must', 'want', 'nice')),
    state                TEXT    NOT NULL CONSTRAINT request_state
        CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn', 'expired', 'cancelled')),
    message              TEXT    NOT NULL,
    search               TEXT    NOT NULL,
    weight               INTEGER NOT NULL CONSTRAINT request_weight_not_negative CHECK (weight >= 0),
    mandatory            INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
    slot_ids             TEXT    NOT NULL CHECK (json_valid(slot_ids)),
    session              TEXT    NOT NULL,
    after_ids            TEXT    NOT NULL CHECK (json_valid(after_ids)),
    reason               TEXT    NOT NULL CONSTRAINT request_reason
        CHECK (reason IN ('', 'no_fit', 'no_time', 'already_in_contact', 'later', 'other')),
    reason_text          TEXT    NOT NULL,
    imported             INTEGER NOT NULL CHECK (imported IN (0, 1)),
    pair_key             TEXT    NOT NULL,
    created_at           INTEGER NOT NULL,
    answered_at          INTEGER,
    version              INTEGER NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, from_organisation_id) REFERENCES organisations (event_id, id),
    FOREIGN KEY (event_id, to_organisation_id) REFERENCES organisations (event_id, id)
) STRICT;
CREATE UNIQUE INDEX requests_of_event ON requests (event_id, id);
CREATE UNIQUE INDEX requests_external_id ON requests (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX requests_one_per_pair ON requests (event_id, pair_key)
    WHERE state IN ('pending', 'accepted') AND imported = 0;
CREATE INDEX requests_by_pair ON requests (event_id, pair_key);
CREATE INDEX requests_newest ON requests (event_id, created_at DESC, id);
CREATE INDEX requests_by_state ON requests (event_id, state);
CREATE INDEX requests_by_from ON requests (event_id, from_organisation_id);
CREATE INDEX requests_by_to ON requests (event_id, to_organisation_id);

CREATE TABLE request_messages (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL CHECK (id <> ''),
    event_id        TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    organisation_id TEXT    NOT NULL,
    account_id      TEXT    NOT NULL,
    author          TEXT    NOT NULL,
    body            TEXT    NOT NULL,
    written_at      INTEGER NOT NULL,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX request_messages_id ON request_messages (id);
CREATE INDEX request_messages_by_request ON request_messages (event_id, request_id);
CREATE INDEX request_messages_oldest ON request_messages (request_id, written_at, seq);

CREATE TABLE runs (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL CHECK (id <> ''),
    event_id    TEXT    NOT NULL REFERENCES events (id),
    state       TEXT    NOT NULL CONSTRAINT run_state CHECK (state IN ('queued', 'running', 'done', 'cancelled', 'failed')),
    options     TEXT    NOT NULL CHECK (json_valid(options)),
    status      TEXT    NOT NULL,
    score       TEXT    NOT NULL CHECK (json_valid(score)),
    bound       TEXT    NOT NULL CHECK (json_valid(bound)),
    progress    TEXT    NOT NULL CHECK (json_valid(progress)),
    draft_id    TEXT REFERENCES drafts (id) ON DELETE SET NULL,
    error       TEXT    NOT NULL,
    account_id  TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    started_at  INTEGER,
    ended_at    INTEGER,
    lease_owner TEXT    NOT NULL,
    lease_until INTEGER,
    version     INTEGER NOT NULL CHECK (version > 0),
    CONSTRAINT a_running_run_is_leased CHECK (state <> 'running' OR lease_until IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX runs_id ON runs (id);
CREATE INDEX runs_newest ON runs (event_id, created_at, seq);
CREATE INDEX runs_queued ON runs (created_at, seq) WHERE state = 'queued';
CREATE INDEX runs_running ON runs (lease_until) WHERE state = 'running';
CREATE INDEX runs_by_draft ON runs (draft_id) WHERE draft_id IS NOT NULL;

CREATE TABLE run_files (
    run_id   TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    problem  BLOB,
    schedule BLOB
) STRICT;

CREATE TABLE drafts (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT    NOT NULL CHECK (id <> ''),
    event_id   TEXT    NOT NULL REFERENCES events (id),
    name       TEXT    NOT NULL,
    run_id     TEXT REFERENCES runs (id) ON DELETE SET NULL,
    base       INTEGER NOT NULL CONSTRAINT draft_base_not_negative CHECK (base >= 0),
    created_at INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX drafts_id ON drafts (id);
CREATE UNIQUE INDEX drafts_of_event ON drafts (event_id, id);
CREATE INDEX drafts_newest ON drafts (event_id, created_at, seq);
CREATE INDEX drafts_by_run ON drafts (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE draft_meetings (
    draft_id     TEXT    NOT NULL,
    request_id   TEXT    NOT NULL,
    event_id     TEXT    NOT NULL,
    slot_id      TEXT    NOT NULL,
    place_id     TEXT,
    participants TEXT    NOT NULL CHECK (json_valid(participants)),
    state        TEXT    NOT NULL CONSTRAINT draft_meeting_state
        CHECK (state IN ('scheduled', 'held', 'no_show', 'cancelled')),
    forced       INTEGER NOT NULL CHECK (forced IN (0, 1)),
    no_show      TEXT    NOT NULL CHECK (json_valid(no_show)),
    late         TEXT    NOT NULL CHECK (json_valid(late)),
    sequence     INTEGER NOT NULL,
    PRIMARY KEY (draft_id, request_id),
    FOREIGN KEY (event_id, draft_id) REFERENCES drafts (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id),
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_meetings_by_request ON draft_meetings (event_id, request_id);
CREATE INDEX draft_meetings_by_slot ON draft_meetings (event_id, slot_id);
CREATE INDEX draft_meetings_by_place ON draft_meetings (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE draft_unscheduled (
    draft_id   TEXT    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    request_id TEXT    NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    reasons    TEXT    NOT NULL CHECK (json_valid(reasons)),
    repairs    TEXT    NOT NULL CHECK (json_valid(repairs)),
    PRIMARY KEY (draft_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_unscheduled_by_request ON draft_unscheduled (request_id);

CREATE TABLE pins (
    event_id     TEXT    NOT NULL,
    request_id   TEXT    NOT NULL,
    slot_id      TEXT    NOT NULL,
    place_id     TEXT,
    participants TEXT    NOT NULL CHECK (json_valid(participants)),
    forced       INTEGER NOT NULL CHECK (forced IN (0, 1)),
    PRIMARY KEY (event_id, request_id),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pins_by_slot ON pins (event_id, slot_id);
CREATE INDEX pins_by_place ON pins (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE versions (
    event_id     TEXT    NOT NULL REFERENCES events (id),
    number       INTEGER NOT NULL CONSTRAINT versions_count_from_one CHECK (number >= 1),
    published_at INTEGER NOT NULL,
    account_id   TEXT    NOT NULL,
    draft_id     TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    placed       INTEGER NOT NULL CHECK (placed >= 0),
    PRIMARY KEY (event_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_changes (
    event_id   TEXT    NOT NULL,
    request_id TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    before_doc TEXT CHECK (json_valid(before_doc)),
    after_doc  TEXT CHECK (json_valid(after_doc)),
    PRIMARY KEY (event_id, request_id, number),
    CONSTRAINT a_change_has_a_side CHECK (before_doc IS NOT NULL OR after_doc IS NOT NULL),
    FOREIGN KEY (event_id, number) REFERENCES versions (event_id, number) ON DELETE CASCADE,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_changes_by_number ON version_changes (event_id, number);

-- The newest published schedule. A meeting that stands takes a seat of its
-- place: (place, slot, seat) is unique and seats end at the capacity, which
-- the foreign key keeps equal to the place's own.
CREATE TABLE meetings (
    request_id   TEXT    NOT NULL PRIMARY KEY,
    event_id     TEXT    NOT NULL,
    slot_id      TEXT    NOT NULL,
    place_id     TEXT,
    seat         INTEGER,
    capacity     INTEGER,
    participants TEXT    NOT NULL CHECK (json_valid(participants)),
    state        TEXT    NOT NULL CONSTRAINT meeting_state
        CHECK (state IN ('scheduled', 'held', 'no_show', 'cancelled')),
    forced       INTEGER NOT NULL CHECK (forced IN (0, 1)),
    no_show      TEXT    NOT NULL CHECK (json_valid(no_show)),
    late         TEXT    NOT NULL CHECK (json_valid(late)),
    sequence     INTEGER NOT NULL,
    CONSTRAINT a_meeting_takes_a_seat_of_its_place
        CHECK (place_id IS NULL OR state = 'cancelled' OR coalesce(seat BETWEEN 1 AND capacity, FALSE)),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id),
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id),
    FOREIGN KEY (place_id, capacity) REFERENCES places (id, capacity) ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meetings_one_per_seat ON meetings (place_id, slot_id, seat);
CREATE UNIQUE INDEX meetings_of_slot ON meetings (request_id, slot_id);
CREATE INDEX meetings_cancelled ON meetings (request_id) WHERE state = 'cancelled';
CREATE INDEX meetings_by_request ON meetings (event_id, request_id);
CREATE INDEX meetings_by_slot ON meetings (event_id, slot_id);
CREATE INDEX meetings_by_place ON meetings (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE attendances (
    delegate_id TEXT NOT NULL,
    slot_id     TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    event_id    TEXT NOT NULL,
    PRIMARY KEY (delegate_id, slot_id),
    FOREIGN KEY (request_id, slot_id) REFERENCES meetings (request_id, slot_id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendances_by_meeting ON attendances (request_id, slot_id);
CREATE INDEX attendances_by_event ON attendances (event_id, delegate_id);

CREATE TABLE published_unscheduled (
    event_id   TEXT    NOT NULL,
    request_id TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    reasons    TEXT    NOT NULL CHECK (json_valid(reasons)),
    repairs    TEXT    NOT NULL CHECK (json_valid(repairs)),
    PRIMARY KEY (event_id, request_id),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE reminder_rules (
    event_id TEXT    NOT NULL REFERENCES events (id),
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    enabled  INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    offsets  TEXT    NOT NULL CHECK (json_valid(offsets)),
    at_local TEXT    NOT NULL,
    texts    TEXT    NOT NULL CHECK (json_valid(texts)),
    version  INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (event_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE mailbox_mails (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT    NOT NULL CHECK (id <> ''),
    event_id   TEXT REFERENCES events (id),
    arrived_at INTEGER NOT NULL,
    message_id TEXT    NOT NULL,
    recipient  TEXT    NOT NULL,
    to_name    TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    html       TEXT    NOT NULL,
    calendar   BLOB,
    method     TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX mailbox_mails_id ON mailbox_mails (id);
CREATE UNIQUE INDEX mailbox_mails_message_id ON mailbox_mails (message_id) WHERE message_id <> '';
CREATE INDEX mailbox_mails_newest ON mailbox_mails (event_id, arrived_at, seq);

CREATE TABLE outbox (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id     TEXT REFERENCES events (id),
    rule         TEXT    NOT NULL CHECK (rule <> ''),
    recipient    TEXT    NOT NULL,
    delegate_id  TEXT    NOT NULL,
    account_id   TEXT    NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject_id   TEXT    NOT NULL,
    payload      TEXT CHECK (json_valid(payload)),
    due_at       INTEGER NOT NULL,
    state        TEXT    NOT NULL CONSTRAINT outbox_state
        CHECK (state IN ('planned', 'held', 'claimed', 'sent', 'cancelled', 'dropped', 'failed')),
    attempts     INTEGER NOT NULL CHECK (attempts >= 0),
    next_at      INTEGER NOT NULL,
    claimed_by   TEXT    NOT NULL,
    claim_until  INTEGER,
    message_id   TEXT    NOT NULL,
    last_error   TEXT    NOT NULL,
    sent_at      INTEGER,
    created_at   INTEGER NOT NULL,
    CONSTRAINT a_claimed_row_has_a_lease CHECK (state <> 'claimed' OR claim_until IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX outbox_once
    ON outbox (coalesce(event_id, ''), rule, recipient, subject_kind, subject_id, due_at)
    WHERE state IN ('planned', 'held', 'claimed', 'sent');
CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id) WHERE message_id <> '';
CREATE INDEX outbox_by_due ON outbox (event_id, due_at, id);
CREATE INDEX outbox_by_subject ON outbox (event_id, subject_kind, subject_id);
CREATE INDEX outbox_planned ON outbox (next_at) WHERE state = 'planned';
CREATE INDEX outbox_claimed ON outbox (claim_until) WHERE state = 'claimed';

CREATE TABLE audit_entries (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL CHECK (id <> ''),
    event_id     TEXT REFERENCES events (id),
    account_id   TEXT    NOT NULL,
    who          TEXT    NOT NULL,
    done_at      INTEGER NOT NULL,
    action       TEXT    NOT NULL CHECK (action <> ''),
    subject_kind TEXT    NOT NULL,
    subject_id   TEXT    NOT NULL,
    before_doc   TEXT CHECK (json_valid(before_doc)),
    after_doc    TEXT CHECK (json_valid(after_doc))
) STRICT;
CREATE UNIQUE INDEX audit_entries_id ON audit_entries (id);
CREATE INDEX audit_entries_newest ON audit_entries (event_id, done_at, seq);
