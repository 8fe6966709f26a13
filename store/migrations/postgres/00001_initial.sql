-- +goose Up

-- Instants are microseconds since 1970 in UTC; lists and documents are JSON
-- text. Columns that lists are sorted by compare as bytes, as SQLite compares
-- them. Each unique index carries the name of the rule that it keeps; the
-- sentence for a person stands in rules.go.

CREATE TABLE events (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    name       TEXT COLLATE "C" NOT NULL,
    venue      TEXT NOT NULL,
    zone       TEXT NOT NULL,
    languages  TEXT NOT NULL,
    phase      TEXT NOT NULL CONSTRAINT event_phase
        CHECK (phase IN ('setup', 'open', 'scheduling', 'live', 'closed')),
    settings   TEXT NOT NULL,
    form       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version    BIGINT NOT NULL CHECK (version > 0)
);

CREATE TABLE slots (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    external_id TEXT NOT NULL,
    day         TEXT NOT NULL,
    session     TEXT NOT NULL,
    start_at    BIGINT NOT NULL,
    end_at      BIGINT NOT NULL,
    version     BIGINT NOT NULL CHECK (version > 0),
    CONSTRAINT slot_ends_after_its_start CHECK (start_at < end_at)
);
CREATE UNIQUE INDEX slots_of_event ON slots (event_id, id);
CREATE UNIQUE INDEX slots_external_id ON slots (event_id, external_id) WHERE external_id <> '';
CREATE INDEX slots_by_start ON slots (event_id, start_at);

CREATE TABLE organisations (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id     TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    external_id  TEXT NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    name_key     TEXT COLLATE "C" NOT NULL,
    search       TEXT NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL CONSTRAINT organisation_kind
        CHECK (kind IN ('startup', 'sme', 'large_company', 'academia', 'hospital', 'cluster',
                        'incubator', 'investor', 'public_authority', 'payer', 'living_lab')),
    description  TEXT NOT NULL,
    country      TEXT NOT NULL,
    website      TEXT NOT NULL,
    topics       TEXT NOT NULL,
    offers       TEXT NOT NULL,
    seeks        TEXT NOT NULL,
    clusters     TEXT NOT NULL,
    floor        BIGINT CONSTRAINT organisation_floor_not_negative CHECK (floor >= 0),
    max_meetings BIGINT CONSTRAINT organisation_max_meetings_not_negative CHECK (max_meetings >= 0),
    hidden       BOOLEAN NOT NULL,
    implied      BOOLEAN NOT NULL,
    version      BIGINT NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX organisations_of_event ON organisations (event_id, id);
CREATE UNIQUE INDEX organisations_external_id ON organisations (event_id, external_id) WHERE external_id <> '';
CREATE INDEX organisations_by_name ON organisations (event_id, name_key, id);

CREATE TABLE places (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    external_id     TEXT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL CONSTRAINT place_kind CHECK (kind IN ('table', 'booth', 'room', 'video')),
    zone            TEXT NOT NULL,
    capacity        BIGINT NOT NULL CONSTRAINT place_hosts_at_least_one CHECK (capacity >= 1),
    organisation_id TEXT COLLATE "C",
    link            TEXT NOT NULL,
    position        BIGINT NOT NULL,
    version         BIGINT NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id)
);
CREATE UNIQUE INDEX places_of_event ON places (event_id, id);
CREATE UNIQUE INDEX places_capacity ON places (id, capacity);
CREATE UNIQUE INDEX places_external_id ON places (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX places_name ON places (event_id, name);
CREATE INDEX places_by_organisation ON places (event_id, organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE place_closures (
    place_id TEXT COLLATE "C" NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    slot_id  TEXT COLLATE "C" NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
    PRIMARY KEY (place_id, slot_id)
);
CREATE INDEX place_closures_by_slot ON place_closures (slot_id);

CREATE TABLE delegates (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    organisation_id TEXT COLLATE "C" NOT NULL,
    external_id     TEXT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    name_key        TEXT COLLATE "C" NOT NULL,
    search          TEXT NOT NULL,
    email           TEXT COLLATE "C" NOT NULL,
    title           TEXT NOT NULL,
    topics          TEXT NOT NULL,
    no_meetings     BOOLEAN NOT NULL,
    is_virtual      BOOLEAN NOT NULL,
    zone            TEXT NOT NULL,
    language        TEXT NOT NULL,
    place_id        TEXT COLLATE "C" REFERENCES places (id) ON DELETE SET NULL,
    floor           BIGINT CONSTRAINT delegate_floor_not_negative CHECK (floor >= 0),
    max_meetings    BIGINT CONSTRAINT delegate_max_meetings_not_negative CHECK (max_meetings >= 0),
    max_per_day     BIGINT CONSTRAINT delegate_max_per_day_not_negative CHECK (max_per_day >= 0),
    max_in_a_row    BIGINT CONSTRAINT delegate_max_in_a_row_not_negative CHECK (max_in_a_row >= 0),
    away            TEXT NOT NULL,
    version         BIGINT NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX delegates_of_event ON delegates (event_id, id);
CREATE UNIQUE INDEX delegates_external_id ON delegates (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX delegates_email ON delegates (event_id, email) WHERE email <> '';
CREATE INDEX delegates_by_name ON delegates (event_id, name_key, id);
CREATE INDEX delegates_by_organisation ON delegates (event_id, organisation_id, name_key, id);
CREATE INDEX delegates_by_place ON delegates (place_id) WHERE place_id IS NOT NULL;

CREATE TABLE availabilities (
    delegate_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES delegates (id) ON DELETE CASCADE,
    slots       TEXT NOT NULL,
    version     BIGINT NOT NULL CHECK (version > 0)
);

CREATE TABLE commitments (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    delegate_id TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL CONSTRAINT commitment_kind CHECK (kind IN ('pitch', 'talk', 'attend', 'block')),
    title       TEXT NOT NULL,
    source_id   TEXT NOT NULL,
    start_at    BIGINT NOT NULL,
    end_at      BIGINT NOT NULL,
    CONSTRAINT commitment_ends_after_its_start CHECK (start_at < end_at),
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX commitments_of_source ON commitments (source_id, delegate_id, start_at) WHERE source_id <> '';
CREATE INDEX commitments_by_start ON commitments (event_id, start_at, id);
CREATE INDEX commitments_by_delegate ON commitments (event_id, delegate_id);

CREATE TABLE accounts (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    email      TEXT COLLATE "C" NOT NULL CONSTRAINT account_has_a_mail_address CHECK (email <> ''),
    name       TEXT COLLATE "C" NOT NULL,
    language   TEXT NOT NULL,
    zone       TEXT NOT NULL,
    operator   BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    version    BIGINT NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX accounts_email ON accounts (email);

CREATE TABLE memberships (
    account_id      TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    event_id        TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    role            TEXT COLLATE "C" NOT NULL CONSTRAINT membership_role
        CHECK (role IN ('organiser', 'reviewer', 'cluster_manager', 'organisation_admin', 'delegate')),
    organisation_id TEXT COLLATE "C",
    delegate_id     TEXT COLLATE "C",
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX memberships_once
    ON memberships (account_id, event_id, role, coalesce(organisation_id, ''), coalesce(delegate_id, ''));
CREATE INDEX memberships_by_event ON memberships (event_id, role);
CREATE INDEX memberships_by_organisation ON memberships (event_id, organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX memberships_by_delegate ON memberships (event_id, delegate_id) WHERE delegate_id IS NOT NULL;

CREATE TABLE login_links (
    hash       TEXT NOT NULL PRIMARY KEY CHECK (hash <> ''),
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    reusable   BOOLEAN NOT NULL
);
CREATE INDEX login_links_by_account ON login_links (account_id);
CREATE INDEX login_links_by_expiry ON login_links (expires_at);

CREATE TABLE tokens (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name       TEXT COLLATE "C" NOT NULL,
    hash       TEXT NOT NULL CHECK (hash <> ''),
    created_at BIGINT NOT NULL,
    last_used  BIGINT
);
CREATE UNIQUE INDEX tokens_hash ON tokens (hash);
CREATE INDEX tokens_by_account ON tokens (account_id, created_at);

CREATE TABLE feeds (
    token      TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (token <> ''),
    event_id   TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    scope      TEXT NOT NULL CONSTRAINT feed_scope CHECK (scope IN ('delegate', 'organisation', 'place', 'event')),
    subject_id TEXT NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX feeds_once ON feeds (account_id, event_id, scope, subject_id);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY CHECK (token_hash <> ''),
    data       BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE remembered_calls (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    call_key   TEXT NOT NULL CHECK (call_key <> ''),
    hash       TEXT NOT NULL,
    status     BIGINT NOT NULL,
    header     BYTEA,
    body       BYTEA,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, call_key)
);
CREATE INDEX remembered_calls_by_age ON remembered_calls (created_at);

CREATE TABLE pitch_sessions (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id  TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    title     TEXT NOT NULL,
    topic     TEXT NOT NULL,
    room      TEXT NOT NULL,
    mode      TEXT NOT NULL CONSTRAINT pitch_session_mode CHECK (mode IN ('open', 'curated')),
    start_at  BIGINT NOT NULL,
    end_at    BIGINT NOT NULL,
    pitch_min BIGINT NOT NULL CONSTRAINT pitch_takes_a_minute CHECK (pitch_min >= 1),
    qa_min    BIGINT NOT NULL CONSTRAINT questions_not_negative CHECK (qa_min >= 0),
    version   BIGINT NOT NULL CHECK (version > 0),
    CONSTRAINT pitch_session_ends_after_its_start CHECK (start_at < end_at)
);
CREATE UNIQUE INDEX pitch_sessions_of_event ON pitch_sessions (event_id, id);
CREATE INDEX pitch_sessions_by_start ON pitch_sessions (event_id, start_at, id);

CREATE TABLE pitch_slots (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id   TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    position   BIGINT NOT NULL CONSTRAINT pitch_slots_count_from_one CHECK (position >= 1),
    start_at   BIGINT NOT NULL,
    end_at     BIGINT NOT NULL,
    CONSTRAINT pitch_slot_ends_after_its_start CHECK (start_at < end_at),
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX pitch_slots_position ON pitch_slots (session_id, position);
CREATE INDEX pitch_slots_by_start ON pitch_slots (event_id, start_at, id);
CREATE INDEX pitch_slots_by_session ON pitch_slots (event_id, session_id);

CREATE TABLE pitch_bookings (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id        TEXT COLLATE "C" NOT NULL,
    session_id      TEXT COLLATE "C" NOT NULL,
    slot_id         TEXT COLLATE "C" REFERENCES pitch_slots (id) ON DELETE SET NULL,
    organisation_id TEXT COLLATE "C" NOT NULL,
    title           TEXT NOT NULL,
    abstract        TEXT NOT NULL,
    presenters      TEXT NOT NULL,
    state           TEXT NOT NULL CONSTRAINT pitch_booking_state
        CHECK (state IN ('booked', 'cancelled', 'draft', 'submitted', 'selected', 'reserve', 'declined')),
    rank            BIGINT NOT NULL CONSTRAINT pitch_booking_rank CHECK (rank >= 0),
    created_at      BIGINT NOT NULL,
    version         BIGINT NOT NULL CHECK (version > 0),
    CONSTRAINT a_booked_pitch_has_its_slot CHECK (state <> 'booked' OR slot_id IS NOT NULL),
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id)
);
CREATE UNIQUE INDEX pitch_bookings_one_per_slot ON pitch_bookings (slot_id) WHERE state IN ('booked', 'selected');
CREATE INDEX pitch_bookings_by_slot ON pitch_bookings (slot_id) WHERE slot_id IS NOT NULL;
CREATE INDEX pitch_bookings_by_event ON pitch_bookings (event_id, created_at, id);
CREATE INDEX pitch_bookings_by_session ON pitch_bookings (event_id, session_id);
CREATE INDEX pitch_bookings_by_organisation ON pitch_bookings (event_id, organisation_id);

CREATE TABLE waiting_entries (
    seq             BIGINT GENERATED ALWAYS AS IDENTITY,
    id              TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id        TEXT COLLATE "C" NOT NULL,
    session_id      TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL,
    joined_at       BIGINT NOT NULL,
    FOREIGN KEY (event_id, session_id) REFERENCES pitch_sessions (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, organisation_id) REFERENCES organisations (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX waiting_entries_id ON waiting_entries (id);
CREATE UNIQUE INDEX waiting_entries_once ON waiting_entries (session_id, organisation_id);
CREATE INDEX waiting_entries_by_session ON waiting_entries (event_id, session_id);
CREATE INDEX waiting_entries_by_organisation ON waiting_entries (event_id, organisation_id);

CREATE TABLE requests (
    id                   TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id             TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    external_id          TEXT NOT NULL,
    from_organisation_id TEXT NOT NULL,
    from_attendees       TEXT NOT NULL,
    from_priority        TEXT NOT NULL CONSTRAINT request_from_priority CHECK (from_priority IN ('', 'must', 'want', 'nice')),
    to_organisation_id   TEXT NOT NULL,
    to_attendees         TEXT NOT NULL,
    to_priority          TEXT NOT NULL CONSTRAINT request_to_priority CHECK (to_priority IN ('', 'must', 'want', 'nice')),
    state                TEXT NOT NULL CONSTRAINT request_state
        CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn', 'expired', 'cancelled')),
    message              TEXT NOT NULL,
    search               TEXT NOT NULL,
    weight               BIGINT NOT NULL CONSTRAINT request_weight_not_negative CHECK (weight >= 0),
    mandatory            BOOLEAN NOT NULL,
    slot_ids             TEXT NOT NULL,
    session              TEXT NOT NULL,
    after_ids            TEXT NOT NULL,
    reason               TEXT NOT NULL CONSTRAINT request_reason
        CHECK (reason IN ('', 'no_fit', 'no_time', 'already_in_contact', 'later', 'other')),
    reason_text          TEXT NOT NULL,
    imported             BOOLEAN NOT NULL,
    pair_key             TEXT NOT NULL,
    created_at           BIGINT NOT NULL,
    answered_at          BIGINT,
    version              BIGINT NOT NULL CHECK (version > 0),
    FOREIGN KEY (event_id, from_organisation_id) REFERENCES organisations (event_id, id),
    FOREIGN KEY (event_id, to_organisation_id) REFERENCES organisations (event_id, id)
);
CREATE UNIQUE INDEX requests_of_event ON requests (event_id, id);
CREATE UNIQUE INDEX requests_external_id ON requests (event_id, external_id) WHERE external_id <> '';
CREATE UNIQUE INDEX requests_one_per_pair ON requests (event_id, pair_key)
    WHERE state IN ('pending', 'accepted') AND NOT imported;
CREATE INDEX requests_by_pair ON requests (event_id, pair_key);
CREATE INDEX requests_newest ON requests (event_id, created_at DESC, id);
CREATE INDEX requests_by_state ON requests (event_id, state);
CREATE INDEX requests_by_from ON requests (event_id, from_organisation_id);
CREATE INDEX requests_by_to ON requests (event_id, to_organisation_id);

CREATE TABLE request_messages (
    seq             BIGINT GENERATED ALWAYS AS IDENTITY,
    id              TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id        TEXT COLLATE "C" NOT NULL,
    request_id      TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL,
    account_id      TEXT COLLATE "C" NOT NULL,
    author          TEXT NOT NULL,
    body            TEXT NOT NULL,
    written_at      BIGINT NOT NULL,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX request_messages_id ON request_messages (id);
CREATE INDEX request_messages_by_request ON request_messages (event_id, request_id);
CREATE INDEX request_messages_oldest ON request_messages (request_id, written_at, seq);

CREATE TABLE runs (
    seq         BIGINT GENERATED ALWAYS AS IDENTITY,
    id          TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    state       TEXT NOT NULL CONSTRAINT run_state CHECK (state IN ('queued', 'running', 'done', 'cancelled', 'failed')),
    options     TEXT NOT NULL,
    status      TEXT NOT NULL,
    score       TEXT NOT NULL,
    bound       TEXT NOT NULL,
    progress    TEXT NOT NULL,
    draft_id    TEXT,
    error       TEXT NOT NULL,
    account_id  TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL,
    started_at  BIGINT,
    ended_at    BIGINT,
    lease_owner TEXT NOT NULL,
    lease_until BIGINT,
    version     BIGINT NOT NULL CHECK (version > 0),
    CONSTRAINT a_running_run_is_leased CHECK (state <> 'running' OR lease_until IS NOT NULL)
);
CREATE UNIQUE INDEX runs_id ON runs (id);
CREATE INDEX runs_newest ON runs (event_id, created_at, seq);
CREATE INDEX runs_queued ON runs (created_at, seq) WHERE state = 'queued';
CREATE INDEX runs_running ON runs (lease_until) WHERE state = 'running';
CREATE INDEX runs_by_draft ON runs (draft_id) WHERE draft_id IS NOT NULL;

CREATE TABLE run_files (
    run_id   TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    problem  BYTEA,
    schedule BYTEA
);

CREATE TABLE drafts (
    seq        BIGINT GENERATED ALWAYS AS IDENTITY,
    id         TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id   TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    name       TEXT COLLATE "C" NOT NULL,
    run_id     TEXT REFERENCES runs (id) ON DELETE SET NULL,
    base       BIGINT NOT NULL CONSTRAINT draft_base_not_negative CHECK (base >= 0),
    created_at BIGINT NOT NULL,
    version    BIGINT NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX drafts_id ON drafts (id);
CREATE UNIQUE INDEX drafts_of_event ON drafts (event_id, id);
CREATE INDEX drafts_newest ON drafts (event_id, created_at, seq);
ALTER TABLE runs ADD FOREIGN KEY (draft_id) REFERENCES drafts (id) ON DELETE SET NULL;
CREATE INDEX drafts_by_run ON drafts (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE draft_meetings (
    draft_id     TEXT NOT NULL,
    request_id   TEXT COLLATE "C" NOT NULL,
    event_id     TEXT COLLATE "C" NOT NULL,
    slot_id      TEXT COLLATE "C" NOT NULL,
    place_id     TEXT COLLATE "C",
    participants TEXT NOT NULL,
    state        TEXT NOT NULL CONSTRAINT draft_meeting_state
        CHECK (state IN ('scheduled', 'held', 'no_show', 'cancelled')),
    forced       BOOLEAN NOT NULL,
    no_show      TEXT NOT NULL,
    late         TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    PRIMARY KEY (draft_id, request_id),
    FOREIGN KEY (event_id, draft_id) REFERENCES drafts (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id),
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id)
);
CREATE INDEX draft_meetings_by_request ON draft_meetings (event_id, request_id);
CREATE INDEX draft_meetings_by_slot ON draft_meetings (event_id, slot_id);
CREATE INDEX draft_meetings_by_place ON draft_meetings (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE draft_unscheduled (
    draft_id   TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    request_id TEXT COLLATE "C" NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    reasons    TEXT NOT NULL,
    repairs    TEXT NOT NULL,
    PRIMARY KEY (draft_id, request_id)
);
CREATE INDEX draft_unscheduled_by_request ON draft_unscheduled (request_id);

CREATE TABLE pins (
    event_id     TEXT COLLATE "C" NOT NULL,
    request_id   TEXT COLLATE "C" NOT NULL,
    slot_id      TEXT COLLATE "C" NOT NULL,
    place_id     TEXT COLLATE "C",
    participants TEXT NOT NULL,
    forced       BOOLEAN NOT NULL,
    PRIMARY KEY (event_id, request_id),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id)
);
CREATE INDEX pins_by_slot ON pins (event_id, slot_id);
CREATE INDEX pins_by_place ON pins (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE versions (
    event_id     TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    number       BIGINT NOT NULL CONSTRAINT versions_count_from_one CHECK (number >= 1),
    published_at BIGINT NOT NULL,
    account_id   TEXT COLLATE "C" NOT NULL,
    draft_id     TEXT NOT NULL,
    note         TEXT NOT NULL,
    placed       BIGINT NOT NULL CHECK (placed >= 0),
    PRIMARY KEY (event_id, number)
);

CREATE TABLE version_changes (
    event_id   TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    number     BIGINT NOT NULL,
    before_doc TEXT,
    after_doc  TEXT,
    PRIMARY KEY (event_id, request_id, number),
    CONSTRAINT a_change_has_a_side CHECK (before_doc IS NOT NULL OR after_doc IS NOT NULL),
    FOREIGN KEY (event_id, number) REFERENCES versions (event_id, number) ON DELETE CASCADE,
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id)
);
CREATE INDEX version_changes_by_number ON version_changes (event_id, number);

-- The newest published schedule. A meeting that stands takes a seat of its
-- place: (place, slot, seat) is unique and seats end at the capacity, which
-- the foreign key keeps equal to the place's own.
CREATE TABLE meetings (
    request_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    event_id     TEXT COLLATE "C" NOT NULL,
    slot_id      TEXT COLLATE "C" NOT NULL,
    place_id     TEXT COLLATE "C",
    seat         BIGINT,
    capacity     BIGINT,
    participants TEXT NOT NULL,
    state        TEXT NOT NULL CONSTRAINT meeting_state
        CHECK (state IN ('scheduled', 'held', 'no_show', 'cancelled')),
    forced       BOOLEAN NOT NULL,
    no_show      TEXT NOT NULL,
    late         TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    CONSTRAINT a_meeting_takes_a_seat_of_its_place
        CHECK (place_id IS NULL OR state = 'cancelled' OR coalesce(seat BETWEEN 1 AND capacity, FALSE)),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id),
    FOREIGN KEY (event_id, slot_id) REFERENCES slots (event_id, id),
    FOREIGN KEY (event_id, place_id) REFERENCES places (event_id, id),
    FOREIGN KEY (place_id, capacity) REFERENCES places (id, capacity) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX meetings_one_per_seat ON meetings (place_id, slot_id, seat);
CREATE UNIQUE INDEX meetings_of_slot ON meetings (request_id, slot_id);
CREATE INDEX meetings_cancelled ON meetings (request_id) WHERE state = 'cancelled';
CREATE INDEX meetings_by_request ON meetings (event_id, request_id);
CREATE INDEX meetings_by_slot ON meetings (event_id, slot_id);
CREATE INDEX meetings_by_place ON meetings (event_id, place_id) WHERE place_id IS NOT NULL;

CREATE TABLE attendances (
    delegate_id TEXT COLLATE "C" NOT NULL,
    slot_id     TEXT COLLATE "C" NOT NULL,
    request_id  TEXT COLLATE "C" NOT NULL,
    event_id    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (delegate_id, slot_id),
    FOREIGN KEY (request_id, slot_id) REFERENCES meetings (request_id, slot_id) ON DELETE CASCADE,
    FOREIGN KEY (event_id, delegate_id) REFERENCES delegates (event_id, id)
);
CREATE INDEX attendances_by_meeting ON attendances (request_id, slot_id);
CREATE INDEX attendances_by_event ON attendances (event_id, delegate_id);

CREATE TABLE published_unscheduled (
    event_id   TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    position   BIGINT NOT NULL,
    reasons    TEXT NOT NULL,
    repairs    TEXT NOT NULL,
    PRIMARY KEY (event_id, request_id),
    FOREIGN KEY (event_id, request_id) REFERENCES requests (event_id, id) ON DELETE CASCADE
);

CREATE TABLE reminder_rules (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    kind     TEXT COLLATE "C" NOT NULL CHECK (kind <> ''),
    enabled  BOOLEAN NOT NULL,
    offsets  TEXT NOT NULL,
    at_local TEXT NOT NULL,
    texts    TEXT NOT NULL,
    version  BIGINT NOT NULL CHECK (version > 0),
    PRIMARY KEY (event_id, kind)
);

CREATE TABLE mailbox_mails (
    seq        BIGINT GENERATED ALWAYS AS IDENTITY,
    id         TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id   TEXT COLLATE "C" REFERENCES events (id),
    arrived_at BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    recipient  TEXT NOT NULL,
    to_name    TEXT NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    html       TEXT NOT NULL,
    calendar   BYTEA,
    method     TEXT NOT NULL
);
CREATE UNIQUE INDEX mailbox_mails_id ON mailbox_mails (id);
CREATE UNIQUE INDEX mailbox_mails_message_id ON mailbox_mails (message_id) WHERE message_id <> '';
CREATE INDEX mailbox_mails_newest ON mailbox_mails (event_id, arrived_at, seq);

CREATE TABLE outbox (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    event_id     TEXT COLLATE "C" REFERENCES events (id),
    rule         TEXT NOT NULL CHECK (rule <> ''),
    recipient    TEXT NOT NULL,
    delegate_id  TEXT COLLATE "C" NOT NULL,
    account_id   TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    payload      TEXT,
    due_at       BIGINT NOT NULL,
    state        TEXT NOT NULL CONSTRAINT outbox_state
        CHECK (state IN ('planned', 'held', 'claimed', 'sent', 'cancelled', 'dropped', 'failed')),
    attempts     BIGINT NOT NULL CHECK (attempts >= 0),
    next_at      BIGINT NOT NULL,
    claimed_by   TEXT NOT NULL,
    claim_until  BIGINT,
    message_id   TEXT NOT NULL,
    last_error   TEXT NOT NULL,
    sent_at      BIGINT,
    created_at   BIGINT NOT NULL,
    CONSTRAINT a_claimed_row_has_a_lease CHECK (state <> 'claimed' OR claim_until IS NOT NULL)
);
CREATE UNIQUE INDEX outbox_once
    ON outbox (coalesce(event_id, ''), rule, recipient, subject_kind, subject_id, due_at)
    WHERE state IN ('planned', 'held', 'claimed', 'sent');
CREATE UNIQUE INDEX outbox_message_id ON outbox (message_id) WHERE message_id <> '';
CREATE INDEX outbox_by_due ON outbox (event_id, due_at, id);
CREATE INDEX outbox_by_subject ON outbox (event_id, subject_kind, subject_id);
CREATE INDEX outbox_planned ON outbox (next_at) WHERE state = 'planned';
CREATE INDEX outbox_claimed ON outbox (claim_until) WHERE state = 'claimed';

CREATE TABLE audit_entries (
    seq          BIGINT GENERATED ALWAYS AS IDENTITY,
    id           TEXT COLLATE "C" NOT NULL CHECK (id <> ''),
    event_id     TEXT COLLATE "C" REFERENCES events (id),
    account_id   TEXT COLLATE "C" NOT NULL,
    who          TEXT NOT NULL,
    done_at      BIGINT NOT NULL,
    action       TEXT NOT NULL CHECK (action <> ''),
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    before_doc   TEXT,
    after_doc    TEXT
);
CREATE UNIQUE INDEX audit_entries_id ON audit_entries (id);
CREATE INDEX audit_entries_newest ON audit_entries (event_id, done_at, seq);
