-- A database of commit fc3039b (revision 0002 of the tables) in small, as a server that was killed left it: made through its
-- command line, its APIs, its pages and its room, polls through its domain. Written by rows.py; fc3039b.py knows the keys
-- to it.
INSERT INTO centers (id, name, title, created_at, settings) VALUES
(1, 'main', 'Convener', 1795672101150254, '{"allow_fast_lobby_join": true, "fast_lobby_static_username": "Kollege ü", "max_inactive_interval": 3600, "meeting_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}, "recording_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}, "user_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}}'),
(2, 'acme', 'Acme & Söhne', 1795672101978254, '{"billing_reserved": true, "locale": "de-DE", "meeting_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}, "recording_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}, "user_passwords": {"changeable": true, "digit": false, "lower": false, "not_the_name": false, "plain_ends": false, "punctuation": false, "server_made": false, "shortest": 1, "upper": false}}');

INSERT INTO doomed_blobs (blob, due_at) VALUES
('vq/78x7z0t344ywbxx279jagxnuo1fieci5gyjky1', 1795672126990485);

INSERT INTO nodes (name, seen_at) VALUES
('v6wcv94ug5azbi59', 1795672125727935);

INSERT INTO api_clients (id, center_id, account_sid, name, token_hash, max_users, max_sessions, users, sessions, time_zone, frame_origins, invitations, created_at, deleted_at) VALUES
(1, 1, 'AC2wr8e8yvejbnwr', 'crm', X'9c4c83488ee5b18d90a76501e2987b2417fe839b204e9577f912ebb92c98f8da', 1000, 10000, 9, 2, 'Europe/Paris', '["https://b.example.org", "https://crm.example.org"]', TRUE, 1795672110242719, NULL),
(2, 1, 'ACpsg6cg0tq9ynpw', 'shop', X'c4c0f55128f1ea6782cdac83224838216caa9345923d4edd365c2641fc2227c8', 5, 7, 1, 1, 'UTC', '["*"]', FALSE, 1795672111095893, NULL),
(3, 1, 'AChz024m0vypdd8n', 'old', X'1146d3e40598ba4ec4c978e93790e674d18921c84ad736be1d902a05a70c5074', 1000, 10000, 1, 1, 'UTC', '["*"]', FALSE, 1795672112789210, 1795672115830117);

INSERT INTO groups (id, center_id, group_id, group_id_folded, created_at) VALUES
(1, 1, 'north', 'north', 1795672117720549),
(2, 1, 'South', 'south', 1795672117774088);

INSERT INTO maintenance_windows (id, center_id, starts_at, ends_at, note) VALUES
(1, 1, 1936231200000000, 1936238400000000, 'new disks'),
(2, 2, 1967853600000000, 1967860800000000, '');

INSERT INTO seat_days (center_id, day, delta) VALUES
(1, 20459, 40),
(1, 22405, -40);

INSERT INTO seat_steps (center_id, at, delta) VALUES
(1, 1767690000000000, 40),
(1, 1925452800000000, 3),
(1, 1925456400000000, -3),
(1, 1935829800000000, -40),
(1, 1940662800000000, 500),
(1, 1940666400000000, -500),
(1, 1941267600000000, 500),
(1, 1941271200000000, -500),
(1, 1941872400000000, 500),
(1, 1941876000000000, -500),
(1, 1942477200000000, 500),
(1, 1942480800000000, -500),
(2, 1925452800000000, 10),
(2, 1925456400000000, -10);

INSERT INTO users (id, center_id, user_id, user_id_folded, api_client_id, external_id, first_name, last_name, display_name, email, role, password_hash, language, created_at, deleted_at, email_folded, company, time_zone, locale, billing, opaque1, opaque2, schedules, preferences, meetings, expires_at, modified_at) VALUES
(1, 1, 'admin', 'admin', NULL, NULL, '', '', 'admin', '', 'administrator', '$argon2id$v=19$m=65536,t=3,p=4$Nu//5lq+oay/NdjfH0gS0w$S3ANHhaHiSsPdJmb1QKRLSLKzU5kTtdrJop2d6yooes', '', 1795672101155746, NULL, '', '', '', '', NULL, NULL, NULL, TRUE, '{}', 0, NULL, NULL),
(2, 2, 'admin', 'admin', NULL, NULL, '', '', 'admin', '', 'administrator', '$argon2id$v=19$m=65536,t=3,p=4$mdFi/r0J/ICDV/xmZc+keg$ZpK2DTsjjmC9Gi1rZztua+hdu+O3O5Nt2mCRNn4/8lU', '', 1795672101984835, NULL, '', '', '', '', NULL, NULL, NULL, TRUE, '{}', 0, NULL, NULL),
(3, 1, 'root', 'root', NULL, NULL, 'Root', 'Größe', 'Root Größe', 'Root@example.org', 'administrator', '$argon2id$v=19$m=65536,t=3,p=4$FSNfWcnOML+41x+CiqkRcg$kKrsqwjDldBkK6LosRBaPrdwUwMXLKsGjchHCpNuIyU', '', 1795672105585484, NULL, 'root@example.org', '', '', '', NULL, NULL, NULL, TRUE, '{}', 0, NULL, NULL),
(4, 1, 'ann', 'ann', NULL, NULL, 'Ann', 'Größe', 'Ann Größe', 'Ann@example.org', 'organizer', '$argon2id$v=19$m=65536,t=3,p=4$zyWA9RJpbUGj+ovESLD9tw$27n+IWRdg8tAxbUUN7I63g5oWpp9DaSqGxyqIlQXq1U', '', 1795672106469873, NULL, 'ann@example.org', '', '', '', NULL, NULL, NULL, TRUE, '{}', 3, NULL, NULL),
(5, 1, 'bob', 'bob', NULL, NULL, 'Bob', 'Größe', 'Bob Größe', 'Bob@example.org', 'organizer', '$argon2id$v=19$m=65536,t=3,p=4$n69clEgHDaNK2IUGjhCl3A$NZQKO6qcFN2WkWmd9w7OXchAlFjHTpgmDSSYnCniq98', '', 1795672107342750, NULL, 'bob@example.org', 'Bob & Co', '', '', NULL, NULL, 'x', TRUE, '{}', 3, NULL, 1795672117607176),
(6, 1, 'mia', 'mia', NULL, NULL, 'Mia', 'Größe', 'Mia Größe', 'Mia@example.org', 'member', '$argon2id$v=19$m=65536,t=3,p=4$7vnmGGic8FqO/Ct3lyq2sQ$7990Ed/wANWVJOU7eQVHjubZOKeRfL2dDjalwI16Jrw', '', 1795672108301076, NULL, 'mia@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(7, 2, 'carla', 'carla', NULL, NULL, '', '', 'carla', 'carla@straße.example', 'organizer', '$argon2id$v=19$m=65536,t=3,p=4$fooBiSnsZJffmM6DG++/Ug$x/cXuJ85PAmXPdKma0JyXyPxJxELG9KxwbrzdsBDbCc', '', 1795672109277352, NULL, 'carla@strasse.example', '', '', '', NULL, NULL, NULL, TRUE, '{}', 1, NULL, NULL),
(8, 1, 'api-v2rdcmujrg18z3b5', 'api-v2rdcmujrg18z3b5', 1, 'anna', '', '', 'Anna Host', 'anna@example.org', 'organizer', NULL, '', 1795672113046656, NULL, 'anna@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 2, NULL, NULL),
(9, 1, 'api-uu5z7zcyhdu9t8bo', 'api-uu5z7zcyhdu9t8bo', 1, 'paul', '', '', 'Paul', '', 'organizer', NULL, '', 1795672113063554, NULL, '', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(10, 1, 'api-yc4w9v7wl09e1498', 'api-yc4w9v7wl09e1498', 1, 'u1', '', '', 'Ümit', 'umit@example.org', 'organizer', NULL, '', 1795672113081784, NULL, 'umit@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(11, 1, 'api-sb32qtakqlamkz9z', 'api-sb32qtakqlamkz9z', 1, 'u2', '', '', 'Bo', 'bounce@example.org', 'organizer', NULL, '', 1795672113090228, NULL, 'bounce@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(12, 1, 'api-1dynnigqgtanf6m6', 'api-1dynnigqgtanf6m6', 1, 'u3', '', '', 'Lou', 'later@example.org', 'organizer', NULL, '', 1795672113094727, NULL, 'later@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(13, 1, 'api-trs4b7a6s37s7ive', 'api-trs4b7a6s37s7ive', 1, 'u4', '', '', 'Van', 'vanish@example.org', 'organizer', NULL, '', 1795672113098944, NULL, 'vanish@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(14, 1, 'api-tri050ksetps368y', 'api-tri050ksetps368y', 1, 'u5', '', '', 'Gone', '', 'organizer', NULL, '', 1795672113102518, NULL, '', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(15, 1, 'api-wt5au2dgemgdog15', 'api-wt5au2dgemgdog15', 2, 'anna', '', '', '', '', 'organizer', NULL, '', 1795672114890176, NULL, '', '', '', '', NULL, NULL, NULL, FALSE, '{}', 1, NULL, NULL),
(16, 1, 'api-rnek3al0703w4yvq', 'api-rnek3al0703w4yvq', 3, 'h', '', '', '', '', 'organizer', NULL, '', 1795672114916693, NULL, '', '', '', '', NULL, NULL, NULL, FALSE, '{}', 1, NULL, NULL),
(17, 1, 'ida', 'ida', NULL, NULL, 'Ida', 'Berg', 'Ida Berg', 'ida@example.org', 'organizer', '$argon2id$v=19$m=65536,t=3,p=4$jAG84jeQ8pPEELOBaj6C6Q$pg8iAh+UAT2o2WwORhUHL14215kRSGnHff0SpzRZgug', '', 1795672116946310, NULL, 'ida@example.org', 'Fjord Ltd', 'Asia/Kolkata', '', 'K-1', 'Data', NULL, TRUE, '{"recording_preference": true, "seat_prompt": "How is it?"}', 1, 4070908800000000, NULL),
(18, 1, 'tmp', 'tmp,40bwrpmuollztk4x', NULL, NULL, '', 'T', 'T', 'tmp@example.org', 'organizer', NULL, '', 1795672117240789, 1795672126307516, 'tmp@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, 1795672126307516),
(19, 1, 'api-s2cmcqqa4t5lm5n5', 'api-s2cmcqqa4t5lm5n5', 1, 'u6', '', '', 'Hang', 'hang@example.org', 'organizer', NULL, '', 1795672126843698, NULL, 'hang@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL),
(20, 1, 'api-2v22ie6xlt1igbo1', 'api-2v22ie6xlt1igbo1', 1, 'u7', '', '', 'Next', 'next@example.org', 'organizer', NULL, '', 1795672126881929, NULL, 'next@example.org', '', '', '', NULL, NULL, NULL, FALSE, '{}', 0, NULL, NULL);

INSERT INTO group_members (group_id, user_id) VALUES
(1, 5),
(1, 17),
(2, 4);

INSERT INTO meetings (id, center_id, mid, name, name_folded, api_client_id, meeting_key, owner_id, title, description, language, time_zone, starts_at, ends_at, duration_hours, status, lobby, locked, created_at, started_at, finished_at, cancelled_at, empty_since, last_seq, inside, hosts_inside, calendar_sequence, life, kind, doors, seats, place_of_id, title_folded, billing, billing_folded, opaque1, opaque1_folded, opaque2, opaque2_folded, tag, audience_entry, presenter_entry, audience_password, presenter_password, registration, recurrence, options, modified_at) VALUES
(1, 1, 'gvyjhuzutxt1hfqx', 'PKUJYKZQF7', 'pkujykzqf7', 1, 'quiet', 8, 'Quiet room', '', 'en', 'Europe/Paris', NULL, NULL, NULL, 'scheduled', FALSE, FALSE, 1795672113048041, NULL, NULL, NULL, NULL, 3, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, 'quiet room', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(2, 1, 'rry4ac4zr0lvzkq0', '88MLUZBGK9', '88mluzbgk9', 1, 'order-4711', 8, 'Review of orders', 'Two
lines, it''s "quoted"', 'fr', 'Europe/Paris', 1930383000000000, 1930388400000000, 1.5, 'in_progress', FALSE, FALSE, 1795672113075745, 1795672125266503, NULL, NULL, NULL, 19, 2, 1, 1, 'active', 'one_time', 'start', NULL, NULL, 'review of orders', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(3, 1, 'lv3crxexo85rqp4f', 'T9NTTF3UE4', 't9nttf3ue4', 1, 'called-off', 8, 'Called off', '', 'en', 'Europe/Paris', 1932793200000000, 1932796800000000, 1.0, 'finished', FALSE, FALSE, 1795672114262324, NULL, 1795672114853396, 1795672114853396, NULL, 4, 0, 0, 1, 'deleted', 'one_time', 'start', NULL, NULL, 'called off', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(4, 1, 'r5qdiigepkj9068x', '65JBVHTKED', '65jbvhtked', 2, 'order-4711', 15, 'Same key, another application', '', 'en', 'UTC', NULL, NULL, NULL, 'scheduled', FALSE, FALSE, 1795672114890622, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, 'same key, another application', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(5, 1, 'tqxqkh8blsr4vyp7', 'L6YCQE3FVR', 'l6ycqe3fvr', 3, 'k', 16, '', '', 'en', 'UTC', NULL, NULL, NULL, 'scheduled', FALSE, FALSE, 1795672114917170, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(6, 1, 'dya31wnpnts3bada', 'B3RSA4KS2N', 'b3rsa4ks2n', NULL, NULL, 4, 'Stand-up', 'Every day', 'en', 'Europe/Berlin', NULL, NULL, NULL, 'finished', FALSE, FALSE, 1795672116605022, 1795672123748606, 1795672123953274, NULL, NULL, 44, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, 'stand-up', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(7, 1, 'a0cicjutgkmwbppu', 'L4GZXW8RV7', 'l4gzxw8rv7', NULL, NULL, 4, 'Open house', '', 'en', 'UTC', NULL, NULL, NULL, 'scheduled', FALSE, FALSE, 1795672116611949, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, 'open house', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(8, 1, 'yc9hciaohdj443m6', '9RWVUNHLCQ', '9rwvunhlcq', NULL, NULL, 4, 'Later', '', 'en', 'UTC', 1953018000000000, 1953020700000000, 0.75, 'scheduled', TRUE, FALSE, 1795672116616949, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'one_time', 'start', NULL, NULL, 'later', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(9, 1, 'f99a8yivaw3fitef', 'TBT776MHET', 'tbt776mhet', NULL, NULL, 4, 'Gone', '', 'en', 'UTC', NULL, NULL, NULL, 'finished', FALSE, FALSE, 1795672116622535, NULL, 1795672116631937, 1795672116631937, NULL, 3, 0, 0, 1, 'deleted', 'one_time', 'start', NULL, NULL, 'gone', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'acl', NULL, NULL, FALSE, NULL, '{}', NULL),
(10, 1, 'dzokjmyhlj6x4xai', 'roadshow-7', 'roadshow-7', NULL, NULL, 5, 'Roadshow, stop 7', 'First
second', 'en', 'Europe/Berlin', 1767690000000000, 1935829800000000, NULL, 'finished', FALSE, FALSE, 1795672118313660, 1795672123973277, 1795672125221892, NULL, NULL, 11, 0, 0, 0, 'active', 'one_time', 'always', 40, NULL, 'roadshow, stop 7', 'K-114', 'k-114', 'crm-17', 'crm-17', 'O''Neil', 'o''neil', 'CRM', 'password', 'password', 'kR4!tweZ', '9p-Uhg2X', FALSE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audience_list_email": ["a@example.org", "b@example.org"], "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "info_a": "for all", "locale": "en-US", "location": "Hall 3", "metadata": "{\"order\": 4711, \"Customer\": \"Müller\", \"deep\": {\"a\": [1, null]}}", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter", "tag_id": "7"}', NULL),
(11, 1, '4x9j1r3kaii74bdm', 'LRXNY3', 'lrxny3', NULL, NULL, 5, 'LRXNY3', '', 'en', 'UTC', 1940662800000000, 1940666400000000, NULL, 'scheduled', FALSE, FALSE, 1795672118369561, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'recurring', 'always', 500, NULL, 'lrxny3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'acl', 'acl', NULL, NULL, FALSE, 'FREQ=WEEKLY;BYDAY=TU;COUNT=4', '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "en-US", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter"}', NULL),
(12, 1, 'da3g79pat98g00ys', '7LW90A', '7lw90a', NULL, NULL, 17, '7LW90A', '', 'en', 'Asia/Kolkata', 1795672118000000, NULL, NULL, 'scheduled', FALSE, FALSE, 1795672118692915, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'meet_now', 'always', 500, 17, '7lw90a', 'K-1', 'k-1', NULL, NULL, NULL, NULL, NULL, 'password', 'password', 'oDUYGr+0', 'hbN=6XNA', FALSE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "en-US", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": true, "seat_prompt": "How is it?"}', NULL),
(13, 1, 'y1r3ghemsgjmxks2', 'gone', 'gone', NULL, NULL, 5, 'gone', '', 'en', 'UTC', 1925452800000000, 1925456400000000, NULL, 'finished', FALSE, FALSE, 1795672118755217, NULL, 1795672118887516, 1795672118887516, NULL, 3, 0, 0, 1, 'deleted', 'one_time', 'always', 3, NULL, 'gone', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'password', 'password', 'F8L#r55W', 'g8!pH_vB', FALSE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "en-US", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter"}', NULL),
(14, 1, '955d4xoc067p5y71', 'erased', 'erased', NULL, NULL, 5, 'erased', '', 'en', 'UTC', 1925452800000000, 1925456400000000, NULL, 'finished', FALSE, FALSE, 1795672118929765, NULL, 1795672118967175, 1795672118967175, NULL, 3, 0, 0, 1, 'removed', 'one_time', 'always', 3, NULL, 'erased', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'password', 'password', 'lP$:qr33', '6phn+Oir', FALSE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "en-US", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter"}', NULL),
(15, 1, 'f6oqn2wzfsvtzn75', 'restored', 'restored', NULL, NULL, 5, 'Restored', '', 'en', 'UTC', 1925452800000000, 1925456400000000, NULL, 'scheduled', FALSE, FALSE, 1795672119027886, NULL, 1795672119066802, NULL, NULL, 5, 0, 0, 3, 'undeleted', 'one_time', 'scheduled', 3, NULL, 'restored', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'password', 'password', 'XQ$3?h5r', 'L#~grF8y', TRUE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "en-US", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter"}', 1795672119227254),
(16, 2, 's33nxebor6nie5da', 'acme', 'acme', NULL, NULL, 7, 'acme', '', 'de', 'UTC', 1925452800000000, 1925456400000000, NULL, 'scheduled', FALSE, FALSE, 1795672119641729, NULL, NULL, NULL, NULL, 2, 0, 0, 0, 'active', 'one_time', 'always', 10, NULL, 'acme', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'password', 'password', 'dT~Y=k3p', '9b+wcDkq', FALSE, NULL, '{"application_sharing_preference": "Single", "audience_custom_frame_ht": 100, "audio_embedded": false, "enable_audio_broadcast": false, "enable_audio_voip": true, "enable_recording_expiration": false, "locale": "de-DE", "presenter_custom_frame_ht": 100, "print_pdf_preference": "All", "recording_preference": false, "seat_prompt": "Feedback to Presenter"}', NULL);

INSERT INTO sign_ins (token_hash, user_id, created_at, expires_at, seen_at) VALUES
(X'2f34294fc203397e0e2e5d18a4350942f503ef8904c0ebf58b357609e1c9f768', 6, 1795672116591364, 1796881716591364, 1795672116591364),
(X'99711cdf47537a7c459465068c91fb84a9dc08dce91b63894f8c5cfa7424424a', 4, 1795672116319353, 1796881716319353, 1795672116319353);

INSERT INTO tickets (token_hash, center_id, user_id, one_time, created_at, expires_at, used_at) VALUES
(X'01021e34df0b14994447d48ca76d65622b416e58e324810acadc1e7f5ba32893', 1, 4, TRUE, 1795672126727336, 1795672426727336, 1795672126771335),
(X'e7fc3e6aa8ecf7cf2c70d9983b433c5996130d38857bd9f94ddd2075023d2dd8', 1, 6, TRUE, 1795672126677259, 1795672426677259, NULL);

INSERT INTO contents (id, resource_id, center_id, meeting_id, owner_id, title, upload_name, kind, content_type, size, pages, status, shown, blob, created_at, deleted_at) VALUES
(1, 'nskud0u2ys7ng571', 1, 10, 5, 'Agenda & goals', 'Agenda & goals.ess', 'package', 'application/zip', 370, 2, 'ready', TRUE, 'bt/igfiiq136d3tu9zjalfyt44tk7g27jnfo7zba3', 1795672120711115, NULL),
(2, 'fu8u6e88dujd6xvt', 1, 10, 5, 'plan', 'plan.pdf', 'pdf', 'application/pdf', 549, 1, 'ready', FALSE, 'is/9ulfpxxur73b1ep3z9s87u713p9yo91jo71oz9', 1795672120986258, NULL),
(3, 'cib5erx7juglgq7k', 1, 10, 5, 'picture', 'picture.png', 'image', 'image/png', 168, 1, 'ready', FALSE, 'vq/78x7z0t344ywbxx279jagxnuo1fieci5gyjky1', 1795672121175979, 1795672126990452);

INSERT INTO meeting_access (id, meeting_id, side, user_id, group_id) VALUES
(1, 11, 'audience', 6, NULL),
(2, 11, 'audience', NULL, 2),
(3, 11, 'presenter', 17, NULL),
(4, 11, 'presenter', NULL, 1);

INSERT INTO meeting_metadata (meeting_id, key, center_id, value_folded) VALUES
(10, 'Customer', 1, 'müller'),
(10, 'order', 1, '4711');

INSERT INTO participants (id, meeting_id, user_id, public_id, link_hash, role, name, email, status, answer, created_at, cancelled_at, removed_at, waiting_since, admitted_at, company, extra1, extra2, extra3) VALUES
(1, 1, 8, 'gicna88n1jzsb08m', X'61c51b73b66f5325da521a85f46fcdcbed996bd7882f71095cd4e2616b073e1c', 'host', '', '', 'accepted', NULL, 1795672113050053, NULL, NULL, NULL, NULL, '', '', '', ''),
(2, 1, 9, 'ur2i72o2eszbbkp5', X'd2b50442eef70a580441ce5a91ef609a752d4566361d22c5ba8833ad79d0341e', 'attendee', 'Paul', '', 'accepted', NULL, 1795672113065698, NULL, NULL, NULL, NULL, '', '', '', ''),
(3, 2, 8, 'um751jba2t0b3oq2', X'9ccb45fadc845b291e80b16df4f8a99922827c91813f357e0bb3fecb27f982a6', 'host', 'Anna Host', 'anna@example.org', 'in_progress', NULL, 1795672113076162, NULL, NULL, NULL, NULL, '', '', '', ''),
(4, 2, 10, 'qcbdk0uax3h140wr', X'e26aef198d3804022648405c31b85fc49994f3b000e57e62d2e2d0eec3669933', 'attendee', 'Ümit Ö', 'umit@example.org', 'in_progress', 'accept', 1795672113082210, NULL, NULL, NULL, NULL, '', '', '', ''),
(5, 2, 11, 'wpix47kvse2lkzos', X'494e8e4a6fc6df258ac80165fd3cf9582762da03ee4df1f3b6fd069e1e02946d', 'attendee', 'Bo', 'bounce@example.org', 'accepted', NULL, 1795672113090615, NULL, NULL, NULL, NULL, '', '', '', ''),
(6, 2, 12, 'mpu7izhryvkedcl3', X'f93c366ad4b2d8040f4018b2252a636735196fa3a7fb78e9995a31b1f85fd7e8', 'attendee', 'Lou', 'later@example.org', 'accepted', NULL, 1795672113095054, NULL, NULL, NULL, NULL, '', '', '', ''),
(7, 2, 13, '6g1l49plck2jhrl2', X'621292edbfda7aedda2254867e7691c94dce2c3c62927778a7d9f38bda8d1c91', 'attendee', 'Van', 'vanish@example.org', 'accepted', NULL, 1795672113099278, NULL, NULL, NULL, NULL, '', '', '', ''),
(8, 2, 14, '5456iwq7ogogwnpv', X'7dcffc81dba86f01e9b047d6d9d5397c6ea9d5145054448f8507ee8d62f2ab4d', 'attendee', 'Gone', '', 'accepted', NULL, 1795672113102796, 1795672113111783, NULL, NULL, NULL, '', '', '', ''),
(9, 3, 8, '1zpipys2y54r63g9', X'7989f44ae41cdb5164b5008b943bdc66596aca4b72fd9409499dcb49d9ea807f', 'host', 'Anna Host', 'anna@example.org', 'accepted', NULL, 1795672114262791, NULL, NULL, NULL, NULL, '', '', '', ''),
(10, 3, 10, 'ueqzuw3x6i98mpc8', X'403a061e72d3a7f9c192759eaa74cd124ebc8b283536e3ab4825c1d92db96ff5', 'attendee', 'Ümit', 'umit@example.org', 'accepted', NULL, 1795672114268363, NULL, NULL, NULL, NULL, '', '', '', ''),
(11, 4, 15, '931ld0p5567yo7u8', X'8cd46b88647f2ddeeac47e8b4d619128e281d2c6575f1975c3e02f819110b9be', 'host', '', '', 'accepted', NULL, 1795672114891142, NULL, NULL, NULL, NULL, '', '', '', ''),
(12, 5, 16, 'lo5v1o9eis3pv5gy', X'857b839e281bbc881e2a9bdf68830757e7fca8aa964d7017278f92ef21ea4176', 'host', '', '', 'accepted', NULL, 1795672114917522, NULL, NULL, NULL, NULL, '', '', '', ''),
(13, 6, 4, '9gmwd5noyitalyah', X'57dd9591f3725bcaa825a214114371fb3042ba2952619e3d265807e72c25232b', 'host', 'Ann Größe', 'Ann@example.org', 'quit', NULL, 1795672116605616, NULL, NULL, NULL, NULL, '', '', '', ''),
(14, 7, 4, 'o2xvdcq53exgwgi6', X'2199dbbd1807874cff9edbf5718324fce936b0792541acad0b6a7c493cf52b53', 'host', 'Ann Größe', 'Ann@example.org', 'accepted', NULL, 1795672116612351, NULL, NULL, NULL, NULL, '', '', '', ''),
(15, 8, 4, 'u3t35eiqb1sgj1lb', X'801d3e2153b5f042108620d9ef3471c2d8d211c44f04acd8a895bfccec994c2f', 'host', 'Ann Größe', 'Ann@example.org', 'accepted', NULL, 1795672116617407, NULL, NULL, NULL, NULL, '', '', '', ''),
(16, 9, 4, 'vbfh0nylb2nzksiw', X'5bd1a47ff491143bc4ca1aa5e19a8147ff446a9287ece75dae406265e2ff41ef', 'host', 'Ann Größe', 'Ann@example.org', 'accepted', NULL, 1795672116623063, NULL, NULL, NULL, NULL, '', '', '', ''),
(17, 10, 5, '776xs6ugywdsuy02', X'fa520b483a30bc02a93d886a50088d85a34a6a31af7b2f362ccc98760c056b46', 'host', 'Bob Größe', 'Bob@example.org', 'accepted', NULL, 1795672118318128, NULL, NULL, NULL, NULL, '', '', '', ''),
(18, 11, 5, '0j5wpf0wqavdtbme', X'bb602375733eecac749e82e7e7bab7a347c6b58fad43a3ccbccf609fb1d1d200', 'host', 'Bob Größe', 'Bob@example.org', 'accepted', NULL, 1795672118378840, NULL, NULL, NULL, NULL, '', '', '', ''),
(19, 12, 17, '9mnwiyxl3oyly317', X'1e1366a6748dfcdacd15f11fa4ae5ee75bdb77d8b09e66af79c15937a949f145', 'host', 'Ida Berg', 'ida@example.org', 'accepted', NULL, 1795672118695901, NULL, NULL, NULL, NULL, '', '', '', ''),
(20, 13, 5, 'tz9t6mcp358q27u6', X'10bd6d5b4dc81869285a6d84287d27851f6c042ba39e7ff59c79e3ee5a9f7272', 'host', 'Bob Größe', 'Bob@example.org', 'accepted', NULL, 1795672118759552, NULL, NULL, NULL, NULL, '', '', '', ''),
(21, 14, 5, '5tefxhzuzn8vetbn', X'c5080f3c7fead99e9cfa2e0531215de48f7ddf0988cc59a185f5175e241245fc', 'host', 'Bob Größe', 'Bob@example.org', 'accepted', NULL, 1795672118930883, NULL, NULL, NULL, NULL, '', '', '', ''),
(22, 15, 5, 'as9tnxyc3epfcwy1', X'4d9e02f38b3be18946ec9a8cac9398d3984d401d78771251be37d61502e717d8', 'host', 'Bob Größe', 'Bob@example.org', 'accepted', NULL, 1795672119028836, NULL, NULL, NULL, NULL, '', '', '', ''),
(23, 16, 7, '7nsk4jkzz5nui39f', X'8fc0b9eceae3ee41f700f1159822bb20b7d98b365e93c43b21f1907a71ef94ef', 'host', 'carla', 'carla@example.org', 'accepted', NULL, 1795672119642880, NULL, NULL, NULL, NULL, '', '', '', ''),
(24, 10, 17, 've5w39iulh80h537', X'5b9e13de5165bbf9829584045c5738296d31baadb1e699c5c2daa548523d9c3a', 'presenter', '', 'ida@example.org', 'accepted', NULL, 1795672119704967, NULL, NULL, NULL, 1795672119709803, '', '', '', ''),
(25, 10, NULL, '3o1zc2vgfz31ugj3', X'b0216aff81c033fbba07ca89ac667cbd65205876cbbdf7689aad2de3f9593fd5', 'attendee', '', 'guest@example.org', 'accepted', NULL, 1795672119711960, NULL, NULL, NULL, 1795672119712211, '', '', '', ''),
(26, 6, NULL, 'rugfqyodgmayelud', X'169c89e8b0ce12d7c9b939371e074691337aaceaa51c1f9743db88f837ac4ebc', 'presenter', 'Kim', '', 'quit', NULL, 1795672123780958, NULL, NULL, NULL, 1795672123825604, '', '', '', ''),
(27, 6, NULL, 'sfoy0phr0gyhvjg2', X'0819374781b0bddcc6c7e2c63116ca483dc3b4c19d97e1d1c2231f62c614eed2', 'attendee', 'Lee', '', 'accepted', NULL, 1795672123797315, NULL, 1795672123829727, NULL, NULL, '', '', '', ''),
(28, 6, NULL, 'k3f33778enufnbqz', X'9d905404ac73f989cf2bbddac47d8636e5b8b37583b959d87d02ef9617e8786b', 'attendee', 'Sam', '', 'accepted', NULL, 1795672123813798, NULL, NULL, NULL, NULL, '', '', '', ''),
(29, 6, NULL, 'y2h7d77tzpoxz06y', X'61c2daf81f110af1c935c47366ef383c66df767006c07d0cbb3e2dc2e857eeaa', 'attendee', 'Max', '', 'quit', NULL, 1795672123866463, NULL, 1795672123935678, NULL, NULL, '', '', '', ''),
(30, 10, NULL, 'e2514eodkas3xx0c', X'61397b916bb90492895fda7d4e7f06655e4b5394dc090c29c0940825628d53c3', 'attendee', 'Noor', 'noor@example.org', 'quit', NULL, 1795672123960836, NULL, NULL, NULL, NULL, 'Fjord Ltd', 'a', 'b', 'c'),
(31, 2, 19, '4f1zivkibcmvss2t', X'4fbd3b37eafb38cf980f26a544434bd58e9ae238467aa9e6fdd72bfe85e537ac', 'attendee', 'Hang', 'hang@example.org', 'accepted', NULL, 1795672126844070, NULL, NULL, NULL, NULL, '', '', '', ''),
(32, 2, 20, 'dprye8l4ew7kc77k', X'2a7566fbc97e4bf66aba4a5333be335e278834941050a73c83e75d009d42df01', 'attendee', 'Next', 'next@example.org', 'accepted', NULL, 1795672126882501, NULL, NULL, NULL, NULL, '', '', '', '');

INSERT INTO polls (id, poll_id, center_id, meeting_id, kind, question, anonymous, state, created_at, opened_at, closed_at) VALUES
(1, 'qdecigcudlsho75h', 1, 6, 'single', 'What is hot?', FALSE, 'closed', 1795672123905889, 1795672123915077, 1795672123932406),
(2, 'kkz2pgomvepn751q', 1, 6, 'text', 'Honestly?', TRUE, 'open', 1795672123910298, 1795672123916922, NULL),
(3, 'whoasei0ciglimux', 1, 6, 'multiple', 'Which days?', FALSE, 'draft', 1795672123911396, NULL, NULL);

INSERT INTO recordings (id, reid, center_id, meeting_id, owner_id, name, name_folded, title, title_folded, billing, billing_folded, entry, password, registration, owner_downloads_only, time_zone, started_at, duration, size, life, expires, expiry_amount, expiry_unit, created_at, published_at, modified_at, expires_at, removed_at) VALUES
(1, 'lkmg2uamb6ldi9hm', 1, 6, 4, 'B3RSA4KS2N', 'b3rsa4ks2n', 'Frühling', 'frühling', NULL, NULL, 'none', NULL, FALSE, FALSE, 'Europe/Berlin', 1767778870000000, 1, 588, 'active', FALSE, NULL, 'Days', 1795672122300827, 1795672122336852, NULL, NULL, NULL),
(2, '8zgtmsdclathy0d3', 1, 10, 5, 'roadshow-7', 'roadshow-7', 'Part 1', 'part 1', 'K-2', 'k-2', 'acl', NULL, FALSE, TRUE, 'Europe/Berlin', 1767261600000000, 1, 588, 'active', TRUE, 1000, 'Months', 1795672123014691, 1795672123018564, 1795672123566180, 4425256123018564, NULL),
(3, '8lzamy9wglb2tquv', 1, 10, 5, 'roadshow-7-1', 'roadshow-7-1', 'Part 2', 'part 2', 'K-114', 'k-114', 'password', 'Geheim1!', TRUE, FALSE, 'Europe/Berlin', 1767348000000000, 1, 588, 'active', FALSE, NULL, 'Days', 1795672123274808, 1795672123281132, 1795672123611550, NULL, NULL),
(4, 'wew3kx3xdiqtl8b7', 1, 10, 5, 'roadshow-7-2', 'roadshow-7-2', 'Part 3', 'part 3', 'K-114', 'k-114', 'password', 'kR4!tweZ', FALSE, FALSE, 'Europe/Berlin', 1767434400000000, 1, 588, 'deleted', FALSE, NULL, 'Days', 1795672123497430, 1795672123499774, 1795672123640505, NULL, 1795672123640481),
(5, 'igu3m9z23fsfogld', 1, 10, 5, 'roadshow-7-2', 'roadshow-7-2', 'Roadshow, stop 7', 'roadshow, stop 7', 'K-114', 'k-114', 'password', 'kR4!tweZ', FALSE, FALSE, 'Europe/Berlin', 1795672123668169, 0, 0, 'active', FALSE, NULL, 'Days', 1795672123668174, NULL, NULL, NULL, NULL);

INSERT INTO visited_hours (center_id, hour, meeting_id) VALUES
(1, 498797, 6),
(1, 498797, 10);

INSERT INTO events (id, center_id, meeting_id, seq, type, at, participant_id, actor_id, data) VALUES
(1, 1, NULL, NULL, 'center:user:created', 1795672101246562, NULL, NULL, '{"user": "admin"}'),
(2, 2, NULL, NULL, 'center:user:created', 1795672102095587, NULL, NULL, '{"user": "admin"}'),
(3, 2, NULL, NULL, 'center:settings:changed', 1795672102986456, NULL, NULL, '{"changed": ["billing_reserved", "locale", "meeting_expiry_days"]}'),
(4, 1, NULL, NULL, 'center:user:created', 1795672105687613, NULL, NULL, '{"user": "root"}'),
(5, 1, NULL, NULL, 'center:user:created', 1795672106567746, NULL, NULL, '{"user": "ann"}'),
(6, 1, NULL, NULL, 'center:user:created', 1795672107451849, NULL, NULL, '{"user": "bob"}'),
(7, 1, NULL, NULL, 'center:user:created', 1795672108441848, NULL, NULL, '{"user": "mia"}'),
(8, 2, NULL, NULL, 'center:user:created', 1795672109411102, NULL, NULL, '{"user": "carla"}'),
(9, 1, 1, 1, 'meeting:meeting:created', 1795672113050987, NULL, NULL, '{"meeting": {"code": "PKUJYKZQF7", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "gvyjhuzutxt1hfqx", "started_at": null, "status": "scheduled", "title": "Quiet room"}}'),
(10, 1, 1, 2, 'meeting:participant:added', 1795672113050991, 1, NULL, '{}'),
(11, 1, 1, 3, 'meeting:participant:added', 1795672113066592, 2, NULL, '{}'),
(12, 1, 2, 1, 'meeting:meeting:created', 1795672113076330, NULL, NULL, '{"meeting": {"code": "88MLUZBGK9", "ends_at": "2031-03-04T11:00:00Z", "lang": "fr", "lobby": false, "locked": false, "mid": "rry4ac4zr0lvzkq0", "started_at": null, "status": "scheduled", "title": "Review of <orders>"}}'),
(13, 1, 2, 2, 'meeting:participant:added', 1795672113076333, 3, NULL, '{}'),
(14, 1, 2, 3, 'meeting:participant:added', 1795672113082478, 4, NULL, '{}'),
(15, 1, 2, 4, 'meeting:participant:added', 1795672113090845, 5, NULL, '{}'),
(16, 1, 2, 5, 'meeting:participant:added', 1795672113095264, 6, NULL, '{}'),
(17, 1, 2, 6, 'meeting:participant:added', 1795672113099494, 7, NULL, '{}'),
(18, 1, 2, 7, 'meeting:participant:added', 1795672113102973, 8, NULL, '{}'),
(19, 1, 2, 8, 'meeting:participant:cancelled', 1795672113111879, 8, NULL, '{}'),
(20, 1, 2, 9, 'meeting:participant:changed', 1795672114162077, 4, NULL, '{}'),
(21, 1, 2, 10, 'meeting:meeting:updated', 1795672114166745, NULL, NULL, '{"meeting": {"code": "88MLUZBGK9", "ends_at": "2031-03-04T11:00:00Z", "lang": "fr", "lobby": false, "locked": false, "mid": "rry4ac4zr0lvzkq0", "started_at": null, "status": "scheduled", "title": "Review of orders"}}'),
(22, 1, 2, 11, 'meeting:participant:answered', 1795672114246718, 4, NULL, '{"answer": "accept"}'),
(23, 1, 3, 1, 'meeting:meeting:created', 1795672114263005, NULL, NULL, '{"meeting": {"code": "T9NTTF3UE4", "ends_at": "2031-04-01T08:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "lv3crxexo85rqp4f", "started_at": null, "status": "scheduled", "title": "Called off"}}'),
(24, 1, 3, 2, 'meeting:participant:added', 1795672114263008, 9, NULL, '{}'),
(25, 1, 3, 3, 'meeting:participant:added', 1795672114269039, 10, NULL, '{}'),
(26, 1, 3, 4, 'meeting:meeting:cancelled', 1795672114853603, NULL, NULL, '{"meeting": {"code": "T9NTTF3UE4", "ends_at": "2031-04-01T08:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "lv3crxexo85rqp4f", "started_at": null, "status": "finished", "title": "Called off"}}'),
(27, 1, 4, 1, 'meeting:meeting:created', 1795672114891336, NULL, NULL, '{"meeting": {"code": "65JBVHTKED", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "r5qdiigepkj9068x", "started_at": null, "status": "scheduled", "title": "Same key, another application"}}'),
(28, 1, 4, 2, 'meeting:participant:added', 1795672114891339, 11, NULL, '{}'),
(29, 1, 5, 1, 'meeting:meeting:created', 1795672114917728, NULL, NULL, '{"meeting": {"code": "L6YCQE3FVR", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "tqxqkh8blsr4vyp7", "started_at": null, "status": "scheduled", "title": ""}}'),
(30, 1, 5, 2, 'meeting:participant:added', 1795672114917732, 12, NULL, '{}'),
(31, 1, 6, 1, 'meeting:meeting:created', 1795672116605813, NULL, NULL, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "dya31wnpnts3bada", "started_at": null, "status": "scheduled", "title": "Stand-up"}}'),
(32, 1, 6, 2, 'meeting:participant:added', 1795672116605816, 13, NULL, '{}'),
(33, 1, 7, 1, 'meeting:meeting:created', 1795672116612516, NULL, NULL, '{"meeting": {"code": "L4GZXW8RV7", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "a0cicjutgkmwbppu", "started_at": null, "status": "scheduled", "title": "Open house"}}'),
(34, 1, 7, 2, 'meeting:participant:added', 1795672116612519, 14, NULL, '{}'),
(35, 1, 8, 1, 'meeting:meeting:created', 1795672116617569, NULL, NULL, '{"meeting": {"code": "9RWVUNHLCQ", "ends_at": "2031-11-21T09:45:00Z", "lang": "en", "lobby": true, "locked": false, "mid": "yc9hciaohdj443m6", "started_at": null, "status": "scheduled", "title": "Later"}}'),
(36, 1, 8, 2, 'meeting:participant:added', 1795672116617572, 15, NULL, '{}'),
(37, 1, 9, 1, 'meeting:meeting:created', 1795672116623294, NULL, NULL, '{"meeting": {"code": "TBT776MHET", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "f99a8yivaw3fitef", "started_at": null, "status": "scheduled", "title": "Gone"}}'),
(38, 1, 9, 2, 'meeting:participant:added', 1795672116623297, 16, NULL, '{}'),
(39, 1, 9, 3, 'meeting:meeting:cancelled', 1795672116632042, NULL, NULL, '{"meeting": {"code": "TBT776MHET", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "f99a8yivaw3fitef", "started_at": null, "status": "finished", "title": "Gone"}}'),
(40, 1, NULL, NULL, 'center:user:created', 1795672117180918, NULL, NULL, '{"actor": "root", "user": "ida"}'),
(41, 1, NULL, NULL, 'center:user:created', 1795672117545844, NULL, NULL, '{"actor": "root", "user": "tmp"}'),
(42, 1, NULL, NULL, 'center:user:changed', 1795672117607188, NULL, NULL, '{"actor": "root", "changed": ["company", "opaque2"], "user": "bob"}'),
(43, 1, NULL, NULL, 'center:group:created', 1795672117726640, NULL, NULL, '{"actor": "root", "group": "north"}'),
(44, 1, NULL, NULL, 'center:group:created', 1795672117775095, NULL, NULL, '{"actor": "root", "group": "South"}'),
(45, 1, NULL, NULL, 'center:group:created', 1795672117849659, NULL, NULL, '{"actor": "root", "group": "brief"}'),
(46, 1, NULL, NULL, 'center:group:changed', 1795672117892920, NULL, NULL, '{"actor": "root", "before": "north", "group": "north"}'),
(47, 1, NULL, NULL, 'center:group:deleted', 1795672117935705, NULL, NULL, '{"actor": "root", "group": "brief"}'),
(48, 1, NULL, NULL, 'center:settings:changed', 1795672117978372, NULL, NULL, '{"actor": "root", "changed": ["allow_fast_lobby_join", "fast_lobby_static_username", "max_inactive_interval"]}'),
(49, 1, 10, 1, 'meeting:meeting:created', 1795672118318417, NULL, NULL, '{"meeting": {"code": "roadshow-7", "ends_at": "2031-05-06T10:30:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "dzokjmyhlj6x4xai", "started_at": null, "status": "scheduled", "title": "Roadshow, stop 7"}}'),
(50, 1, 10, 2, 'meeting:participant:added', 1795672118318421, 17, NULL, '{}'),
(51, 1, 11, 1, 'meeting:meeting:created', 1795672118379105, NULL, NULL, '{"meeting": {"code": "LRXNY3", "ends_at": "2031-07-01T10:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "4x9j1r3kaii74bdm", "started_at": null, "status": "scheduled", "title": "LRXNY3"}}'),
(52, 1, 11, 2, 'meeting:participant:added', 1795672118379110, 18, NULL, '{}'),
(53, 1, 12, 1, 'meeting:meeting:created', 1795672118696152, NULL, NULL, '{"meeting": {"code": "7LW90A", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "da3g79pat98g00ys", "started_at": null, "status": "scheduled", "title": "7LW90A"}}'),
(54, 1, 12, 2, 'meeting:participant:added', 1795672118696156, 19, NULL, '{}'),
(55, 1, 13, 1, 'meeting:meeting:created', 1795672118760437, NULL, NULL, '{"meeting": {"code": "gone", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "y1r3ghemsgjmxks2", "started_at": null, "status": "scheduled", "title": "gone"}}'),
(56, 1, 13, 2, 'meeting:participant:added', 1795672118760442, 20, NULL, '{}'),
(57, 1, 13, 3, 'meeting:meeting:cancelled', 1795672118887623, NULL, NULL, '{"meeting": {"code": "gone", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "y1r3ghemsgjmxks2", "started_at": null, "status": "finished", "title": "gone"}}'),
(58, 1, 14, 1, 'meeting:meeting:created', 1795672118931160, NULL, NULL, '{"meeting": {"code": "erased", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "955d4xoc067p5y71", "started_at": null, "status": "scheduled", "title": "erased"}}'),
(59, 1, 14, 2, 'meeting:participant:added', 1795672118931165, 21, NULL, '{}'),
(60, 1, 14, 3, 'meeting:meeting:cancelled', 1795672118967292, NULL, NULL, '{"meeting": {"code": "erased", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "955d4xoc067p5y71", "started_at": null, "status": "finished", "title": "erased"}}'),
(61, 1, 15, 1, 'meeting:meeting:created', 1795672119029104, NULL, NULL, '{"meeting": {"code": "restored", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "f6oqn2wzfsvtzn75", "started_at": null, "status": "scheduled", "title": "restored"}}'),
(62, 1, 15, 2, 'meeting:participant:added', 1795672119029108, 22, NULL, '{}'),
(63, 1, 15, 3, 'meeting:meeting:cancelled', 1795672119066902, NULL, NULL, '{"meeting": {"code": "restored", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "f6oqn2wzfsvtzn75", "started_at": null, "status": "finished", "title": "restored"}}'),
(64, 1, 15, 4, 'meeting:meeting:updated', 1795672119184110, NULL, NULL, '{"meeting": {"code": "restored", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "f6oqn2wzfsvtzn75", "started_at": null, "status": "scheduled", "title": "restored"}}'),
(65, 1, 15, 5, 'meeting:meeting:updated', 1795672119227376, NULL, NULL, '{"meeting": {"code": "restored", "ends_at": "2031-01-06T09:00:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "f6oqn2wzfsvtzn75", "started_at": null, "status": "scheduled", "title": "Restored"}}'),
(66, 2, 16, 1, 'meeting:meeting:created', 1795672119643112, NULL, NULL, '{"meeting": {"code": "acme", "ends_at": "2031-01-06T09:00:00Z", "lang": "de", "lobby": false, "locked": false, "mid": "s33nxebor6nie5da", "started_at": null, "status": "scheduled", "title": "acme"}}'),
(67, 2, 16, 2, 'meeting:participant:added', 1795672119643116, 23, NULL, '{}'),
(68, 1, 10, 3, 'meeting:participant:added', 1795672119709669, 24, NULL, '{}'),
(69, 1, 10, 4, 'meeting:participant:added', 1795672119712159, 25, NULL, '{}'),
(70, 1, NULL, NULL, 'center:content:added', 1795672120712498, NULL, NULL, '{"actor": "bob", "content": "nskud0u2ys7ng571", "meeting": "dzokjmyhlj6x4xai"}'),
(71, 1, NULL, NULL, 'center:content:added', 1795672120986733, NULL, NULL, '{"actor": "bob", "content": "fu8u6e88dujd6xvt", "meeting": "dzokjmyhlj6x4xai"}'),
(72, 1, NULL, NULL, 'center:content:added', 1795672121176449, NULL, NULL, '{"actor": "bob", "content": "cib5erx7juglgq7k", "meeting": "dzokjmyhlj6x4xai"}'),
(73, 1, NULL, NULL, 'center:recording:published', 1795672122357348, NULL, NULL, '{"meeting": "dya31wnpnts3bada", "recording": "lkmg2uamb6ldi9hm"}'),
(74, 1, NULL, NULL, 'center:recording:published', 1795672123020488, NULL, NULL, '{"actor": "bob", "meeting": "dzokjmyhlj6x4xai", "recording": "8zgtmsdclathy0d3"}'),
(75, 1, NULL, NULL, 'center:recording:published', 1795672123282132, NULL, NULL, '{"actor": "bob", "meeting": "dzokjmyhlj6x4xai", "recording": "8lzamy9wglb2tquv"}'),
(76, 1, NULL, NULL, 'center:recording:published', 1795672123500456, NULL, NULL, '{"actor": "bob", "meeting": "dzokjmyhlj6x4xai", "recording": "wew3kx3xdiqtl8b7"}'),
(77, 1, NULL, NULL, 'center:recording:changed', 1795672123568082, NULL, NULL, '{"actor": "bob", "changed": ["acl", "billing", "expires", "expiry_amount", "expiry_unit", "owner_downloads_only"], "recording": "8zgtmsdclathy0d3"}'),
(78, 1, NULL, NULL, 'center:recording:changed', 1795672123612117, NULL, NULL, '{"actor": "bob", "changed": ["password", "registration"], "recording": "8lzamy9wglb2tquv"}'),
(79, 1, NULL, NULL, 'center:recording:moved', 1795672123643183, NULL, NULL, '{"actor": "bob", "life": "deleted", "recording": "wew3kx3xdiqtl8b7"}'),
(80, 1, 6, 3, 'room:person:entered', 1795672123748844, 13, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.747062Z", "hand": null, "id": "9gmwd5noyitalyah", "microphone": false, "name": "Ann Größe", "role": "host", "screen": false}}'),
(81, 1, 6, 4, 'meeting:meeting:updated', 1795672123749100, NULL, NULL, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "in_progress", "title": "Stand-up"}}'),
(82, 1, 6, 5, 'room:media:places', 1795672123752174, NULL, NULL, '{"peers": [["wupxw26beym4e92e3e3d3e2b", "9gmwd5noyitalyah"]]}'),
(83, 1, 6, 6, 'meeting:meeting:updated', 1795672123771528, NULL, 13, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": true, "locked": false, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "in_progress", "title": "Stand-up"}}'),
(84, 1, 6, 7, 'meeting:participant:added', 1795672123781363, 26, NULL, '{}'),
(85, 1, 6, 8, 'room:lobby:waiting', 1795672123792049, 26, NULL, '{"waiting": {"id": "rugfqyodgmayelud", "name": "Kim", "since": "2026-11-26T05:48:43.791956Z"}}'),
(86, 1, 6, 9, 'meeting:participant:added', 1795672123797627, 27, NULL, '{}'),
(87, 1, 6, 10, 'room:lobby:waiting', 1795672123808739, 27, NULL, '{"waiting": {"id": "sfoy0phr0gyhvjg2", "name": "Lee", "since": "2026-11-26T05:48:43.808637Z"}}'),
(88, 1, 6, 11, 'meeting:participant:added', 1795672123814073, 28, NULL, '{}'),
(89, 1, 6, 12, 'room:lobby:waiting', 1795672123821636, 28, NULL, '{"waiting": {"id": "k3f33778enufnbqz", "name": "Sam", "since": "2026-11-26T05:48:43.821547Z"}}'),
(90, 1, 6, 13, 'room:lobby:admitted', 1795672123825694, 26, 13, '{}'),
(91, 1, 6, 14, 'room:lobby:denied', 1795672123829828, 27, 13, '{}'),
(92, 1, 6, 15, 'room:person:entered', 1795672123836365, 26, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.835681Z", "hand": null, "id": "rugfqyodgmayelud", "microphone": false, "name": "Kim", "role": "attendee", "screen": false}}'),
(93, 1, 6, 16, 'room:media:places', 1795672123838994, NULL, NULL, '{"peers": [["vuulyuenqcly00a9b56b8dfa", "rugfqyodgmayelud"], ["wupxw26beym4e92e3e3d3e2b", "9gmwd5noyitalyah"]]}'),
(94, 1, 6, 17, 'room:lobby:gone', 1795672123845277, 28, NULL, '{}'),
(95, 1, 6, 18, 'room:person:updated', 1795672123854065, 26, NULL, '{"person": {"camera": true, "connected": true, "entered_at": "2026-11-26T05:48:43.835681Z", "hand": null, "id": "rugfqyodgmayelud", "microphone": true, "name": "Kim", "role": "attendee", "screen": false}}'),
(96, 1, 6, 19, 'room:person:updated', 1795672123857440, 26, NULL, '{"person": {"camera": true, "connected": true, "entered_at": "2026-11-26T05:48:43.835681Z", "hand": "2026-11-26T05:48:43.857301Z", "id": "rugfqyodgmayelud", "microphone": true, "name": "Kim", "role": "attendee", "screen": false}}'),
(97, 1, 6, 20, 'meeting:meeting:updated', 1795672123861122, NULL, 13, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "in_progress", "title": "Stand-up"}}'),
(98, 1, 6, 21, 'meeting:participant:added', 1795672123866778, 29, NULL, '{}'),
(99, 1, 6, 22, 'room:person:entered', 1795672123874578, 29, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.873778Z", "hand": null, "id": "y2h7d77tzpoxz06y", "microphone": false, "name": "Max", "role": "attendee", "screen": false}}'),
(100, 1, 6, 23, 'room:media:places', 1795672123876680, NULL, NULL, '{"peers": [["1xk8sbkfgdxo3eb0a11cff15", "y2h7d77tzpoxz06y"], ["vuulyuenqcly00a9b56b8dfa", "rugfqyodgmayelud"], ["wupxw26beym4e92e3e3d3e2b", "9gmwd5noyitalyah"]]}'),
(101, 1, 6, 24, 'room:person:updated', 1795672123880348, 29, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.873778Z", "hand": null, "id": "y2h7d77tzpoxz06y", "microphone": true, "name": "Max", "role": "attendee", "screen": false}}'),
(102, 1, 6, 25, 'room:person:updated', 1795672123888324, 29, 13, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.873778Z", "hand": null, "id": "y2h7d77tzpoxz06y", "microphone": false, "name": "Max", "role": "attendee", "screen": false}}'),
(103, 1, 6, 26, 'room:person:updated', 1795672123893329, 26, 13, '{"person": {"camera": true, "connected": true, "entered_at": "2026-11-26T05:48:43.835681Z", "hand": "2026-11-26T05:48:43.857301Z", "id": "rugfqyodgmayelud", "microphone": true, "name": "Kim", "role": "presenter", "screen": false}}'),
(104, 1, 6, 27, 'meeting:meeting:updated', 1795672123898427, NULL, 13, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": true, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "in_progress", "title": "Stand-up"}}'),
(105, 1, 6, 28, 'meeting:meeting:updated', 1795672123901474, NULL, 13, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "in_progress", "title": "Stand-up"}}'),
(106, 1, 6, 29, 'meeting:poll:created', 1795672123907808, NULL, 13, '{"poll": "qdecigcudlsho75h"}'),
(107, 1, 6, 30, 'meeting:poll:created', 1795672123910565, NULL, 13, '{"poll": "kkz2pgomvepn751q"}'),
(108, 1, 6, 31, 'meeting:poll:created', 1795672123911873, NULL, 13, '{"poll": "whoasei0ciglimux"}'),
(109, 1, 6, 32, 'meeting:poll:opened', 1795672123915148, NULL, 13, '{"poll": "qdecigcudlsho75h"}'),
(110, 1, 6, 33, 'meeting:poll:opened', 1795672123917021, NULL, 13, '{"poll": "kkz2pgomvepn751q"}'),
(111, 1, 6, 34, 'meeting:poll:voted', 1795672123921508, NULL, NULL, '{"poll": "qdecigcudlsho75h", "voters": 1}'),
(112, 1, 6, 35, 'meeting:poll:voted', 1795672123923521, NULL, NULL, '{"poll": "qdecigcudlsho75h", "voters": 2}'),
(113, 1, 6, 36, 'meeting:poll:voted', 1795672123931355, NULL, NULL, '{"poll": "kkz2pgomvepn751q", "voters": 1}'),
(114, 1, 6, 37, 'meeting:poll:closed', 1795672123932466, NULL, 13, '{"poll": "qdecigcudlsho75h"}'),
(115, 1, 6, 38, 'room:person:left', 1795672123937526, 29, 13, '{"everybody": false, "reason": "removed"}'),
(116, 1, 6, 39, 'room:media:places', 1795672123939580, NULL, NULL, '{"peers": [["vuulyuenqcly00a9b56b8dfa", "rugfqyodgmayelud"], ["wupxw26beym4e92e3e3d3e2b", "9gmwd5noyitalyah"]]}'),
(117, 1, 6, 40, 'room:person:left', 1795672123944317, 26, NULL, '{"everybody": false, "reason": "left"}'),
(118, 1, 6, 41, 'room:media:places', 1795672123946500, NULL, NULL, '{"peers": [["wupxw26beym4e92e3e3d3e2b", "9gmwd5noyitalyah"]]}'),
(119, 1, 6, 42, 'room:person:left', 1795672123950678, 13, NULL, '{"everybody": true, "reason": "ended"}'),
(120, 1, 6, 43, 'room:media:places', 1795672123953200, NULL, NULL, '{"peers": []}'),
(121, 1, 6, 44, 'meeting:meeting:updated', 1795672123953335, NULL, NULL, '{"meeting": {"code": "B3RSA4KS2N", "ends_at": null, "lang": "en", "lobby": false, "locked": false, "mid": "dya31wnpnts3bada", "started_at": "2026-11-26T05:48:43.748606Z", "status": "finished", "title": "Stand-up"}}'),
(122, 1, 10, 5, 'meeting:participant:added', 1795672123961238, 30, NULL, '{}'),
(123, 1, 10, 6, 'room:person:entered', 1795672123973379, 30, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:43.972677Z", "hand": null, "id": "e2514eodkas3xx0c", "microphone": false, "name": "Noor", "role": "attendee", "screen": false}}'),
(124, 1, 10, 7, 'meeting:meeting:updated', 1795672123973528, NULL, NULL, '{"meeting": {"code": "roadshow-7", "ends_at": "2031-05-06T10:30:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "dzokjmyhlj6x4xai", "started_at": "2026-11-26T05:48:43.973277Z", "status": "in_progress", "title": "Roadshow, stop 7"}}'),
(125, 1, 10, 8, 'room:media:places', 1795672123975815, NULL, NULL, '{"peers": [["g7rkv1sjukso57022a299e4f", "e2514eodkas3xx0c"]]}'),
(126, 1, 10, 9, 'room:person:left', 1795672123978679, 30, NULL, '{"everybody": false, "reason": "left"}'),
(127, 1, 10, 10, 'room:media:places', 1795672123980500, NULL, NULL, '{"peers": []}'),
(128, 1, 10, 11, 'meeting:meeting:updated', 1795672125222119, NULL, NULL, '{"meeting": {"code": "roadshow-7", "ends_at": "2031-05-06T10:30:00Z", "lang": "en", "lobby": false, "locked": false, "mid": "dzokjmyhlj6x4xai", "started_at": "2026-11-26T05:48:43.973277Z", "status": "finished", "title": "Roadshow, stop 7"}}'),
(129, 1, 2, 12, 'room:person:entered', 1795672125266620, 3, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:45.265899Z", "hand": null, "id": "um751jba2t0b3oq2", "microphone": false, "name": "Anna Host", "role": "host", "screen": false}}'),
(130, 1, 2, 13, 'meeting:meeting:updated', 1795672125266797, NULL, NULL, '{"meeting": {"code": "88MLUZBGK9", "ends_at": "2031-03-04T11:00:00Z", "lang": "fr", "lobby": false, "locked": false, "mid": "rry4ac4zr0lvzkq0", "started_at": "2026-11-26T05:48:45.266503Z", "status": "in_progress", "title": "Review of orders"}}'),
(131, 1, 2, 14, 'room:media:places', 1795672125268943, NULL, NULL, '{"peers": [["u5yjnm5y020xe4fe77e89efa", "um751jba2t0b3oq2"]]}'),
(132, 1, 2, 15, 'room:person:entered', 1795672125284472, 4, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:45.283861Z", "hand": null, "id": "qcbdk0uax3h140wr", "microphone": false, "name": "Ümit Ö", "role": "attendee", "screen": false}}'),
(133, 1, 2, 16, 'room:media:places', 1795672125286690, NULL, NULL, '{"peers": [["6suzkbj9i21z12ee6bb1976a", "qcbdk0uax3h140wr"], ["u5yjnm5y020xe4fe77e89efa", "um751jba2t0b3oq2"]]}'),
(134, 1, 2, 17, 'room:person:updated', 1795672125290079, 4, NULL, '{"person": {"camera": false, "connected": true, "entered_at": "2026-11-26T05:48:45.283861Z", "hand": "2026-11-26T05:48:45.289950Z", "id": "qcbdk0uax3h140wr", "microphone": false, "name": "Ümit Ö", "role": "attendee", "screen": false}}'),
(135, 1, NULL, NULL, 'center:user:deleted', 1795672126306851, NULL, NULL, '{"user": "tmp"}'),
(136, 1, NULL, NULL, 'center:ticket:created', 1795672126677396, NULL, NULL, '{"actor": "root", "user": "mia"}'),
(137, 1, NULL, NULL, 'center:ticket:created', 1795672126727478, NULL, NULL, '{"actor": "root", "user": "ann"}'),
(138, 1, 2, 18, 'meeting:participant:added', 1795672126844311, 31, NULL, '{}'),
(139, 1, 2, 19, 'meeting:participant:added', 1795672126882757, 32, NULL, '{}'),
(140, 1, NULL, NULL, 'center:content:deleted', 1795672126992446, NULL, NULL, '{"actor": "bob", "content": "cib5erx7juglgq7k", "meeting": "dzokjmyhlj6x4xai"}');

INSERT INTO mails (id, meeting_id, participant_id, kind, sequence, recipient, state, attempts, next_attempt_at, claimed_by, claimed_at, sent_at, last_error, created_at, user_id, note) VALUES
(1, 2, 3, 'request', 0, 'anna@example.org', 'sent', 1, NULL, NULL, 1795672113594882, 1795672113599913, '', 1795672113077864, NULL, ''),
(2, 2, 4, 'request', 0, 'umit@example.org', 'sent', 1, NULL, NULL, 1795672113615676, 1795672113619659, '', 1795672113083019, NULL, ''),
(3, 2, 5, 'request', 0, 'bounce@example.org', 'failed', 1, NULL, NULL, 1795672113625913, NULL, 'the mail server says 550 no such mailbox', 1795672113091375, NULL, ''),
(4, 2, 6, 'request', 0, 'later@example.org', 'queued', 1, 1795672173648720, NULL, 1795672113641685, NULL, 'the mail server says 450 try later', 1795672113095769, NULL, ''),
(5, 2, 7, 'request', 0, 'vanish@example.org', 'uncertain', 1, NULL, NULL, 1795672113662792, NULL, 'the line broke while the mail server took the mail: Connection unexpectedly closed', 1795672113099968, NULL, ''),
(6, 2, 3, 'request', 1, 'anna@example.org', 'sent', 1, NULL, NULL, 1795672114192042, 1795672114205356, '', 1795672114170036, NULL, ''),
(7, 2, 4, 'request', 1, 'umit@example.org', 'sent', 1, NULL, NULL, 1795672114232490, 1795672114238458, '', 1795672114170632, NULL, ''),
(8, 2, 5, 'request', 1, 'bounce@example.org', 'failed', 1, NULL, NULL, 1795672114255749, NULL, 'the mail server says 550 no such mailbox', 1795672114171080, NULL, ''),
(9, 2, 6, 'request', 1, 'later@example.org', 'queued', 1, 1795672174287779, NULL, 1795672114279762, NULL, 'the mail server says 450 try later', 1795672114171503, NULL, ''),
(10, 2, 7, 'request', 1, 'vanish@example.org', 'uncertain', 1, NULL, NULL, 1795672114306904, NULL, 'the line broke while the mail server took the mail: Connection unexpectedly closed', 1795672114171912, NULL, ''),
(11, 3, 9, 'request', 0, 'anna@example.org', 'sent', 1, NULL, NULL, 1795672114330698, 1795672114334971, '', 1795672114263919, NULL, ''),
(12, 3, 10, 'request', 0, 'umit@example.org', 'sent', 1, NULL, NULL, 1795672114355851, 1795672114360859, '', 1795672114269823, NULL, ''),
(13, 3, 9, 'cancel', 1, 'anna@example.org', 'sent', 1, NULL, NULL, 1795672115418983, 1795672115477154, '', 1795672114863330, NULL, ''),
(14, 3, 10, 'cancel', 1, 'umit@example.org', 'sent', 1, NULL, NULL, 1795672115522041, 1795672115541463, '', 1795672114864589, NULL, ''),
(15, NULL, NULL, 'welcome', 0, 'ida@example.org', 'sent', 1, NULL, NULL, 1795672118338906, 1795672118348615, '', 1795672117185569, 17, ''),
(16, 10, 24, 'request', 0, 'ida@example.org', 'sent', 1, NULL, NULL, 1795672119904738, 1795672119941684, '', 1795672119711243, NULL, 'See you there,
Bob'),
(17, 10, 25, 'request', 0, 'guest@example.org', 'sent', 1, NULL, NULL, 1795672119968630, 1795672119981407, '', 1795672119712732, NULL, 'See you there,
Bob'),
(18, 2, 31, 'request', 1, 'hang@example.org', 'claimed', 1, 1795672366859721, 'vm-8668-36641b', 1795672126859714, NULL, '', 1795672126844842, NULL, ''),
(19, 2, 32, 'request', 1, 'next@example.org', 'queued', 0, 1795672126889430, NULL, NULL, NULL, '', 1795672126889430, NULL, '');

INSERT INTO poll_comments (id, poll_id, text) VALUES
(273128661288204217, 2, 'No');

INSERT INTO poll_options (id, poll_id, position, text, correct, votes) VALUES
(1, 1, 0, 'Rice', FALSE, 1),
(2, 1, 1, 'Soup', TRUE, 1),
(3, 3, 0, 'Mo', NULL, 0),
(4, 3, 1, 'Tu', NULL, 0),
(5, 3, 2, 'We', NULL, 0);

INSERT INTO recording_access (id, recording_id, user_id, group_id) VALUES
(1, 2, 6, NULL),
(2, 2, NULL, 1);

INSERT INTO recording_files (id, recording_id, format, content_type, size, blob, created_at) VALUES
(1, 1, 'film', 'video/webm', 588, 'xt/kspkzagf55a01rninwjfa2kfvkoqc4bf8jora1', 1795672122336770),
(2, 2, 'film', 'video/webm', 588, '75/jcbidkfyedtq1kvxjpuuw5ub4fqfdec6cof4fs', 1795672123018497),
(3, 3, 'film', 'video/webm', 588, 'tg/izb77mhbdcmmtkatj3xe84f1m9gp2mpv87aevv', 1795672123276957),
(4, 4, 'film', 'video/webm', 588, '9p/87k8nih4759hqhsv3ynzob3oziqq50xvbit9nk', 1795672123499708);

INSERT INTO recording_visits (id, vid, recording_id, user_id, name, email, company, browser, address, extra1, extra2, extra3, download, started_at, ended_at) VALUES
(1, '7abjpvexjvf8', 1, NULL, 'Viewer', 'v@example.org', '', 'python-httpx/0.28.1', '127.0.0.1', '', '', '', FALSE, 1795672123692696, NULL),
(2, '09wd38sxyay8', 1, NULL, 'Viewer', 'v@example.org', '', 'python-httpx/0.28.1', '127.0.0.1', '', '', '', TRUE, 1795672123720162, NULL),
(3, 'o7qy4poeo1uo', 3, NULL, 'Noor', 'noor@example.org', 'Fjord Ltd', 'python-httpx/0.28.1', '127.0.0.1', 'a', 'b', 'c', FALSE, 1795672123726861, NULL);

INSERT INTO transfers (token_hash, center_id, user_id, kind, meeting_id, recording_id, content_id, bytes, encoding, options, created_at, expires_at, used_at) VALUES
(X'26b304a3770b0e8b0d75351c18184ed77c4c05991ee07988568d7fee0648aeb2', 1, 5, 'film', 10, NULL, NULL, 588, 'none', '{"started_at": "2026-01-02T10:00:00+00:00", "title": "Part 2"}', 1795672123074028, 1795672423074028, 1795672123125082),
(X'435cdcb19af14a2096b7805f99966e436f63c0b2791b3f94307d4d2c8401f45f', 1, 5, 'film', 10, NULL, NULL, 588, 'none', '{"started_at": "2026-01-01T10:00:00+00:00", "title": "Part 1"}', 1795672122844017, 1795672422844017, 1795672122893456),
(X'7344922226aa3085ff7cf4a416aa26f0db793e420ee08f6bba032e03aab59eda', 1, 5, 'document', 10, NULL, NULL, 549, 'none', '{"upload_name": "plan.pdf"}', 1795672120768181, 1795672420768181, 1795672120827265),
(X'9e27fab2772b474fd0306e03e71f0f5c36fc63bdfbcae6dabcc7b3d689754b14', 1, 5, 'film', 10, NULL, NULL, 588, 'none', '{"started_at": "2026-01-03T10:00:00+00:00", "title": "Part 3"}', 1795672123312750, 1795672423312750, 1795672123346252),
(X'a5171d3531b2995484f2eafa211b6fff7dd3e0bbcc0b09b174397023200bacf9', 1, 5, 'package', 10, NULL, NULL, 370, 'none', '{"shown": true, "upload_name": "Agenda & goals.ess"}', 1795672120510827, 1795672420510827, 1795672120560077),
(X'aa62b7634d3953cbeb2d97de80057252dd8c5bc76f3bf97f225ce66395875286', 1, 5, 'document', 10, NULL, NULL, 168, 'none', '{"upload_name": "picture.png"}', 1795672121035234, 1795672421035234, 1795672121087668),
(X'b2c29c8140d064af57f4ce17ac5dbbdb5ae7e2908f25a9d3ac6b551b79324752', 1, 5, 'package', 10, NULL, NULL, 10, 'none', '{"upload_name": "never.ess"}', 1795672126839471, 1795672426839471, NULL);

INSERT INTO visits (id, vid, meeting_id, participant_id, name, role, entered_at, left_at, left_reason, lost_at, grace_until, microphone, camera, screen, hand_at, email, company, browser, address, extra1, extra2, extra3) VALUES
(1, '13et724kbmeewe20', 6, 13, 'Ann Größe', 'host', 1795672123747062, 1795672123949985, 'ended', NULL, NULL, FALSE, FALSE, FALSE, NULL, 'Ann@example.org', '', 'Python/3.11 websockets/17.4', '127.0.0.1', '', '', ''),
(2, '4qt33xoyp0g7yom9', 6, 26, 'Kim', 'presenter', 1795672123835681, 1795672123944071, 'left', NULL, NULL, FALSE, FALSE, FALSE, NULL, '', '', 'Python/3.11 websockets/17.4', '127.0.0.1', '', '', ''),
(3, '8da2wqgll25pghlq', 6, 29, 'Max', 'attendee', 1795672123873778, 1795672123936910, 'removed', NULL, NULL, FALSE, FALSE, FALSE, NULL, '', '', 'Python/3.11 websockets/17.4', '127.0.0.1', '', '', ''),
(4, 'ukqu03yjis6fzuos', 10, 30, 'Noor', 'attendee', 1795672123972677, 1795672123978500, 'left', NULL, NULL, FALSE, FALSE, FALSE, NULL, 'noor@example.org', 'Fjord Ltd', 'Python/3.11 websockets/17.4', '127.0.0.1', 'a', 'b', 'c'),
(5, 'z29ulwia9o0h33lo', 2, 3, 'Anna Host', 'host', 1795672125265899, NULL, NULL, NULL, NULL, FALSE, FALSE, FALSE, NULL, 'anna@example.org', '', 'Python/3.11 websockets/17.4', '127.0.0.1', '', '', ''),
(6, 'zwp2r5b940tgtmdy', 2, 4, 'Ümit Ö', 'attendee', 1795672125283861, NULL, NULL, NULL, NULL, FALSE, FALSE, FALSE, 1795672125289950, 'umit@example.org', '', 'Python/3.11 websockets/17.4', '127.0.0.1', '', '', '');

INSERT INTO connections (peer_id, meeting_id, participant_id, visit_id, node, opened_at, media) VALUES
('6suzkbj9i21z12ee6bb1976a', 2, 4, 6, 'v6wcv94ug5azbi59', 1795672125283401, TRUE),
('u5yjnm5y020xe4fe77e89efa', 2, 3, 5, 'v6wcv94ug5azbi59', 1795672125265408, TRUE);

INSERT INTO poll_votes (id, poll_id, participant_id, visit_id, answer, comment, at) VALUES
(1, 1, 26, 2, '{"positions": [1]}', 'Of course
it is', 1795672123919632),
(2, 1, 29, 3, '{"positions": [0]}', '', 1795672123922875),
(3, 2, 29, NULL, '{}', '', 1795672123916922);
