"""A measure is found by each of its references, a plate and a telephone number by a part of it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('perpetrators', '0009_standard_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='FoundBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(db_collation='C', max_length=200)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='perpetrators.measure')),
                ('breach', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='perpetrators.breach')),
            ],
            options={
                'verbose_name': 'found by',
                'verbose_name_plural': 'found by',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Fragment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(db_collation='C', max_length=121)),
                ('particular', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fragments', to='perpetrators.particular')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='keep_found_by', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND (OLD.measure_id, OLD.crime_ref) IS NOT DISTINCT FROM (NEW.measure_id, NEW.crime_ref) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_foundby WHERE breach_id = OLD.id;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    INSERT INTO perpetrators_foundby (measure_id, breach_id, text)\n    SELECT DISTINCT NEW.measure_id, NEW.id, upper(said) FROM (VALUES (NEW.crime_ref)) AS texts (said)\n    WHERE said <> '' AND length(upper(said)) <= 200;\n    RETURN NEW;\n", hash='6ca659c3fe78cc0d2fb074fcd6b975e99430b974', operation='INSERT OR UPDATE OF "measure_id", "crime_ref"', pgid='pgtrigger_keep_found_by_a7277', table='perpetrators_breach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='forget_found_by', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND (OLD.measure_id, OLD.crime_ref) IS NOT DISTINCT FROM (NEW.measure_id, NEW.crime_ref) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_foundby WHERE breach_id = OLD.id;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    INSERT INTO perpetrators_foundby (measure_id, breach_id, text)\n    SELECT DISTINCT NEW.measure_id, NEW.id, upper(said) FROM (VALUES (NEW.crime_ref)) AS texts (said)\n    WHERE said <> '' AND length(upper(said)) <= 200;\n    RETURN NEW;\n", hash='82abccfbaa02accb75f6570fbcf6edb5a30deeb5', operation='DELETE', pgid='pgtrigger_forget_found_by_93ab2', table='perpetrators_breach', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='keep_found_by', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND (OLD.reference, OLD.order_ref, OLD.crime_ref, OLD.facts) IS NOT DISTINCT FROM (NEW.reference, NEW.order_ref, NEW.crime_ref, NEW.facts) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_foundby WHERE measure_id = OLD.id AND breach_id IS NULL;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    INSERT INTO perpetrators_foundby (measure_id, breach_id, text)\n    SELECT DISTINCT NEW.id, NULL::bigint, upper(said) FROM (VALUES (NEW.reference), (NEW.order_ref), (NEW.crime_ref) UNION ALL SELECT value #>> '{}' FROM jsonb_each(NEW.facts - ARRAY['basis', 'care', 'consent_by', 'consent_on', 'consent_role']::text[]) WHERE jsonb_typeof(value) = 'string') AS texts (said)\n    WHERE said <> '' AND length(upper(said)) <= 200;\n    RETURN NEW;\n", hash='c314de6c711605bd3226657338964fe13b166716', operation='INSERT OR UPDATE OF "reference", "order_ref", "crime_ref", "facts"', pgid='pgtrigger_keep_found_by_163a7', table='perpetrators_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='forget_found_by', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND (OLD.reference, OLD.order_ref, OLD.crime_ref, OLD.facts) IS NOT DISTINCT FROM (NEW.reference, NEW.order_ref, NEW.crime_ref, NEW.facts) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_foundby WHERE measure_id = OLD.id AND breach_id IS NULL;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    INSERT INTO perpetrators_foundby (measure_id, breach_id, text)\n    SELECT DISTINCT NEW.id, NULL::bigint, upper(said) FROM (VALUES (NEW.reference), (NEW.order_ref), (NEW.crime_ref) UNION ALL SELECT value #>> '{}' FROM jsonb_each(NEW.facts - ARRAY['basis', 'care', 'consent_by', 'consent_on', 'consent_role']::text[]) WHERE jsonb_typeof(value) = 'string') AS texts (said)\n    WHERE said <> '' AND length(upper(said)) <= 200;\n    RETURN NEW;\n", hash='635cad590f46974d3da020e804e0691b741b8727', operation='DELETE', pgid='pgtrigger_forget_found_by_1cc59', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='particular',
            trigger=pgtrigger.compiler.Trigger(name='keep_fragments', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE plate text; known text;', func="\n    IF TG_OP = 'UPDATE' AND (OLD.kind, OLD.match) IS NOT DISTINCT FROM (NEW.kind, NEW.match) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_fragment WHERE particular_id = OLD.id;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    plate := translate(NEW.match, 'OI', '01');\n    known := translate(plate, '?*', '');\n    IF NEW.kind = 'phone' AND NEW.match ~ '[0-9]' THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        VALUES (NEW.id, '#' || reverse(regexp_replace(NEW.match, '[^0-9]', '', 'g')));\n    ELSIF NEW.kind = 'vehicle' AND length(known) >= 3 AND plate = known THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        SELECT NEW.id, '=' || plate UNION\n        SELECT NEW.id, substr(plate, n) FROM generate_series(1, length(plate)) n;\n    ELSIF NEW.kind = 'vehicle' AND length(known) > 12 THEN\n        INSERT INTO perpetrators_fragment (particular_id, text) VALUES (NEW.id, '?*');\n    ELSIF NEW.kind = 'vehicle' AND length(known) >= 3 THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        SELECT NEW.id, '?' UNION\n        SELECT NEW.id, '?' || substr(known, a, 1) || substr(known, b, 1) || substr(known, c, 1)\n        FROM generate_series(1, length(known)) a, generate_series(a + 1, length(known)) b,\n             generate_series(b + 1, length(known)) c;\n    END IF;\n    RETURN NEW;\n", hash='5451f1af72280fe4c6fe101bcc73d6af1a2c78ff', operation='INSERT OR UPDATE OF "kind", "match"', pgid='pgtrigger_keep_fragments_e5770', table='perpetrators_particular', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='particular',
            trigger=pgtrigger.compiler.Trigger(name='forget_fragments', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE plate text; known text;', func="\n    IF TG_OP = 'UPDATE' AND (OLD.kind, OLD.match) IS NOT DISTINCT FROM (NEW.kind, NEW.match) THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP <> 'INSERT' THEN\n        DELETE FROM perpetrators_fragment WHERE particular_id = OLD.id;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    plate := translate(NEW.match, 'OI', '01');\n    known := translate(plate, '?*', '');\n    IF NEW.kind = 'phone' AND NEW.match ~ '[0-9]' THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        VALUES (NEW.id, '#' || reverse(regexp_replace(NEW.match, '[^0-9]', '', 'g')));\n    ELSIF NEW.kind = 'vehicle' AND length(known) >= 3 AND plate = known THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        SELECT NEW.id, '=' || plate UNION\n        SELECT NEW.id, substr(plate, n) FROM generate_series(1, length(plate)) n;\n    ELSIF NEW.kind = 'vehicle' AND length(known) > 12 THEN\n        INSERT INTO perpetrators_fragment (particular_id, text) VALUES (NEW.id, '?*');\n    ELSIF NEW.kind = 'vehicle' AND length(known) >= 3 THEN\n        INSERT INTO perpetrators_fragment (particular_id, text)\n        SELECT NEW.id, '?' UNION\n        SELECT NEW.id, '?' || substr(known, a, 1) || substr(known, b, 1) || substr(known, c, 1)\n        FROM generate_series(1, length(known)) a, generate_series(a + 1, length(known)) b,\n             generate_series(b + 1, length(known)) c;\n    END IF;\n    RETURN NEW;\n", hash='fa5c1452e7f06c4f291bec2c01c85c057c0ef851', operation='DELETE', pgid='pgtrigger_forget_fragments_92b29', table='perpetrators_particular', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='foundby',
            index=models.Index(fields=['text', '-measure'], name='measure_found_by_text'),
        ),
        migrations.AddIndex(
            model_name='fragment',
            index=models.Index(fields=['text'], name='fragment_by_text'),
        ),
    ]
