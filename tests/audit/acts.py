"""Acts against the evidence: what somebody who reaches the database would try, and what is said of it afterwards.

Each is tried by the role Emerald works as, and by the owner of the tables, who may do anything.
"""

from dataclasses import dataclass

from cases.models import Case, Child
from emerald.accounts.models import User
from emerald.audit.models import AccessEntry, Seal


def named(model, trigger):
    """The trigger's name in the database; its function has the same one."""
    [found] = [one for one in model._meta.triggers if one.name == trigger]
    return found.get_pgid(model)


# Names for the table below. {quiet} switches triggers off for what follows, {loud} on again.
WORDS = {
    "quiet": "SET LOCAL session_replication_role = replica;", "loud": "SET LOCAL session_replication_role = origin;",
    "kept": named(Case, "update_update"), "born": named(Child, "insert_insert"),
    "sealed": named(AccessEntry, "append_only"), "stamp": named(AccessEntry, "stamped"),
    "seal": named(Seal, "append_only"), "user_kept": named(User, "update_update"),
}


@dataclass(frozen=True)
class Act:
    name: str
    sql: str
    found: str  # part of the sentence that tells of it; "" when what was done is no fault, because it took no effect


ACTS = (
    # --- What keeps the record ------------------------------------------------------------------------------------
    Act("drop the trigger that keeps a case's history", "DROP TRIGGER {kept} ON cases_case",
        "{kept} of cases_case is miss"),
    Act("switch it off", "ALTER TABLE cases_case DISABLE TRIGGER {kept}", "{kept} of cases_case is switched off"),
    Act("let it run for replicas alone", "ALTER TABLE cases_case ENABLE REPLICA TRIGGER {kept}", "is switched off"),
    Act("switch every trigger of a table off", "ALTER TABLE cases_child DISABLE TRIGGER ALL",
        "foreign keys of cases_child are switched off"),
    Act("empty its function", """CREATE OR REPLACE FUNCTION {kept}() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RETURN NULL; END $$""", "The function {kept} is not the one"),
    Act("let its function run as somebody else", "ALTER FUNCTION {kept}() SECURITY DEFINER", "{kept} is not the one"),
    Act("let its function look elsewhere", "ALTER FUNCTION {kept}() SET search_path = pg_temp",
        "{kept} is not the one"),
    Act("let evidence be changed", """CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger
        LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$""", "The function audit_refuse_change is not the one"),
    Act("let moments be chosen", """CREATE OR REPLACE FUNCTION audit_stamp() RETURNS trigger
        LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$""", "The function audit_stamp is not the one"),
    Act("let every trigger step aside", """CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name)
        RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$""", "_pgtrigger_should_ignore is not the one"),
    Act("let it fire never", """DROP TRIGGER {kept} ON cases_case; CREATE TRIGGER {kept} AFTER UPDATE ON cases_case
        FOR EACH ROW WHEN (false) EXECUTE FUNCTION {kept}()""", "{kept} of cases_case is not the one"),
    Act("let it look at fewer columns", """DROP TRIGGER {user_kept} ON accounts_user; CREATE TRIGGER {user_kept}
        AFTER UPDATE ON accounts_user FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
        EXECUTE FUNCTION {user_kept}()""", "{user_kept} of accounts_user is not the one"),
    Act("let it fire for one column", """DROP TRIGGER {kept} ON cases_case; CREATE TRIGGER {kept} AFTER UPDATE
        OF team_id ON cases_case FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION {kept}()""",
        "{kept} of cases_case is not the one"),
    Act("let it do something else", """DROP TRIGGER {sealed} ON audit_accessentry; CREATE TRIGGER {sealed}
        BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_accessentry FOR EACH STATEMENT EXECUTE FUNCTION {sealed}()""",
        "{sealed} of audit_accessentry is not the one"),
    Act("swallow what is to be kept", """CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER aside BEFORE INSERT ON cases_casehistory
        FOR EACH ROW EXECUTE FUNCTION swallow()""", "The trigger aside of cases_casehistory is not one of"),
    Act("swallow it by a rule", "CREATE RULE aside AS ON INSERT TO cases_casehistory DO INSTEAD NOTHING",
        "The rule aside on cases_casehistory is not one"),
    Act("hide what is kept", """ALTER TABLE audit_accessentry ENABLE ROW LEVEL SECURITY""", "hides rows by a policy"),
    Act("put a view in its place", """ALTER TABLE audit_accessentry RENAME TO put_away;
        CREATE VIEW audit_accessentry AS TABLE put_away""", "audit_accessentry is a view and not a table"),
    Act("put another table in its place", """ALTER TABLE cases_childhistory RENAME TO put_away;
        CREATE TABLE cases_childhistory (LIKE put_away INCLUDING ALL)""", "of cases_childhistory is missing"),
    Act("put another table before it", "CREATE SCHEMA before; CREATE TABLE before.cases_childhistory (id int)",
        "before.cases_childhistory has the name"),
    Act("add rows from another table", "CREATE TABLE more () INHERITS (audit_secrettrace)", "shares its rows"),
    Act("let it be lost in a crash", "ALTER TABLE audit_secrettrace SET UNLOGGED", "does not outlive a crash"),
    Act("take a table away", "DROP TABLE cases_pack CASCADE", "The table cases_pack is missing."),
    Act("take a history away", "DROP TABLE cases_childhistory", "The table cases_childhistory is missing."),
    Act("take the seals away", "DROP TABLE audit_seal", "The table audit_seal is missing."),
    Act("take a column of it away", "ALTER TABLE audit_accessentry DROP COLUMN why",
        "columns of audit_accessentry are gone"),
    Act("run without triggers from now on", """DO $$ BEGIN EXECUTE format(
        'ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$""",
        "The setting session_replication_role is kept"),
    Act("look elsewhere from now on", "ALTER ROLE CURRENT_USER SET search_path = elsewhere",
        "The setting search_path is"),
    Act("listen to every command", """CREATE FUNCTION listen() RETURNS event_trigger LANGUAGE plpgsql
        AS $$ BEGIN END $$; CREATE EVENT TRIGGER listening ON ddl_command_end EXECUTE FUNCTION listen()""",
        "The event trigger listening is not one"),
    # --- What is kept ---------------------------------------------------------------------------------------------
    Act("rewrite a child", "{quiet} UPDATE cases_child SET family_name = 'Somebody'; {loud}",
        "rows of cases_child were changed without a trace"),
    Act("put a person in", """{quiet} INSERT INTO accounts_team (name, slug) VALUES ('Nobody', 'nobody'); {loud}""",
        "1 rows of accounts_team were put in without a trace"),
    Act("take a name off a list", "{quiet} DELETE FROM cases_allocation; {loud}",
        "cases_allocation were removed without"),
    Act("make somebody an administrator", "{quiet} UPDATE accounts_user SET role = 'system_administrator'; {loud}",
        "rows of accounts_user were changed without a trace"),
    Act("ask the triggers to look away", """SELECT set_config('pgtrigger.ignore', '{{{kept}}}', true);
        UPDATE cases_case SET version = version + 1; SELECT set_config('pgtrigger.ignore', '', true)""",
        "rows of cases_case were changed without a trace"),
    Act("let history go to a temporary table", """CREATE TEMPORARY TABLE cases_childhistory
        (LIKE public.cases_childhistory INCLUDING ALL); UPDATE cases_child SET family_name = 'Somebody';
        DROP TABLE pg_temp.cases_childhistory""", "rows of cases_child were changed without a trace"),
    Act("rewrite history", "{quiet} UPDATE cases_childhistory SET family_name = 'Somebody'; {loud}",
        "rows of cases_childhistory some were changed"),
    Act("rewrite history and what it tells of", """{quiet} UPDATE cases_childhistory SET family_name = 'Somebody';
        UPDATE cases_child SET family_name = 'Somebody'; {loud}""", "rows of cases_childhistory some were changed"),
    Act("rewrite history as one may not", "UPDATE cases_childhistory SET family_name = 'Somebody'", ""),
    Act("empty history", "TRUNCATE cases_childhistory", ""),
    Act("empty history quietly", "{quiet} TRUNCATE cases_childhistory; {loud}", "of cases_childhistory were removed"),
    Act("add to history", """INSERT INTO cases_childhistory SELECT (jsonb_populate_record(one,
        '{{"pgh_id": 999999, "family_name": "Somebody"}}')).* FROM cases_childhistory one LIMIT 1""", ""),
    Act("add to history quietly", """{quiet} INSERT INTO cases_childhistory SELECT (jsonb_populate_record(one,
        '{{"pgh_id": 999999, "family_name": "Somebody"}}')).* FROM cases_childhistory one LIMIT 1; {loud}""",
        "rows of cases_child were changed without a trace"),
    Act("forget who looked", "{quiet} DELETE FROM audit_accessentry; {loud}", "rows of audit_accessentry were removed"),
    Act("say that somebody looked long ago", """{quiet} INSERT INTO audit_accessentry SELECT (jsonb_populate_record(one,
        '{{"id": 999999}}')).* FROM audit_accessentry one LIMIT 1; {loud}""", "were put in beside"),
    Act("rewrite what is in force beside it", "{quiet} UPDATE cases_statechange SET rationale = 'Another'; {loud}",
        "rows of cases_statechange some were changed"),
    Act("choose the moment of a look", """INSERT INTO audit_accessentry (at, actor_label, actor_name, actor_role, verb,
        page, subject, reference, subject_ids, outcome, why, detail) VALUES ('2020-01-01', 'me', '', '', 'opened', '',
        'case', '', '{{}}', 'allowed', '', '')""", ""),
    Act("choose the number of a look", """INSERT INTO audit_accessentry (xid, actor_label, actor_name, actor_role, verb,
        page, subject, reference, subject_ids, outcome, why, detail) VALUES (1, 'me', '', '', 'opened', '',
        'case', '', '{{}}', 'allowed', '', '')""", ""),
    Act("choose whose look it was", """SELECT set_config('pghistory.context_metadata', '', true);
        INSERT INTO audit_accessentry (actor_id, actor_label, actor_name, actor_role, verb,
        page, subject, reference, subject_ids, outcome, why, detail) SELECT id, 'caseworker ' || id, name, role,
        'opened', '', 'case', '', '{{}}', 'allowed', '', '' FROM accounts_user WHERE name = 'Priya Nair'""", ""),
    # --- Seals ----------------------------------------------------------------------------------------------------
    Act("take the last seal away", "{quiet} DELETE FROM audit_seal; {loud}", "The database is short"),
    Act("rewrite a seal", "{quiet} UPDATE audit_seal SET tables = '{{}}'; {loud}", "was changed after it was made"),
    Act("say that a later one sealed it", """INSERT INTO audit_seal
        (number, at, since, upto, rows, tables, previous, hash)
        SELECT number + 1, at, upto, upto + 1000000, 0, '{{}}', hash, hash FROM audit_seal""",
        "The seal file is short"),
    Act("keep rows from being sealed", """{quiet} UPDATE audit_accessentry SET xid = audit_clock(),
        at = now() - interval '1 hour'; {loud}""", "have waited for a seal for more than 10 minutes"),
    Act("move the clock ahead", "{clock}", "The function audit_clock is not the one"),
    # --- Who may see and who gets in ------------------------------------------------------------------------------
    Act("give oneself a right on a case", """INSERT INTO cases_caseuserobjectpermission
        (user_id, permission_id, content_object_id) SELECT u.id, p.id, c.id FROM accounts_user u, cases_case c,
        auth_permission p WHERE u.role = 'auditor' AND p.codename = 'read_child'""", "follow from no connection"),
    Act("take a right away", "DELETE FROM cases_caseuserobjectpermission", "rights on cases are missing"),
    Act("join a group", """INSERT INTO accounts_user_groups (user_id, group_id) SELECT u.id, g.id FROM accounts_user u,
        auth_group g WHERE u.role = 'auditor'""", "people are in a group that follows from no team"),
    Act("take a right over a whole table", """INSERT INTO accounts_user_user_permissions (user_id, permission_id)
        SELECT (SELECT min(id) FROM accounts_user), min(id) FROM auth_permission""",
        "rights over whole tables were given"),
    Act("swap a password", "UPDATE accounts_user SET password = (SELECT max(password) FROM accounts_user)",
        "was swapped past Emerald"),
    Act("swap a password and copy its trace", """WITH another AS
        (SELECT password FROM accounts_user ORDER BY id LIMIT 1)
        UPDATE accounts_user SET password = another.password FROM another;
        INSERT INTO audit_secrettrace (kind, subject_id, number, mark, followed)
        SELECT kind, u.id, 2, (SELECT mark FROM audit_secrettrace WHERE kind = 'password of account'
                               ORDER BY subject_id LIMIT 1), true
        FROM accounts_user u, (SELECT DISTINCT kind FROM audit_secrettrace WHERE kind LIKE 'password%%') k""",
        "was swapped past Emerald"),
    Act("forget that a password was chosen", "{quiet} DELETE FROM audit_secrettrace; {loud}",
        "was put in past Emerald"),
    Act("swap a second step", """UPDATE mfa_authenticator SET data = '{{"secret": "mine"}}'""",
        "was swapped past Emerald"),
    Act("take a second step away", "DELETE FROM mfa_authenticator", "was removed past Emerald"),
    Act("have links sent elsewhere", """INSERT INTO account_emailaddress (user_id, email, verified, "primary")
        SELECT min(id), 'mine@emerald.example', true, false FROM accounts_user""", "was put in past Emerald"),
    Act("become the owner", "ALTER TABLE audit_accessentry OWNER TO CURRENT_USER", ""),
)
# What the role Emerald works as can do, because Emerald does the same: each is found.
APPLICATION_CAN = {
    "ask the triggers to look away", "let history go to a temporary table", "say that a later one sealed it",
    "give oneself a right on a case", "take a right away", "join a group", "take a right over a whole table",
    "swap a password", "swap a password and copy its trace", "swap a second step", "take a second step away",
    "have links sent elsewhere", "look elsewhere from now on", "choose the moment of a look",
        "choose the number of a look", "choose whose look it was",
}
