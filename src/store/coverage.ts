import type {
  CoverageCount,
  CoverageReader,
  CoveredDeclaration,
  Declaration,
  DeclarationList,
  DescribedDataset,
  Undeclared,
} from '../model/coverage.ts';
import { matchDeclarations } from '../model/coverage.ts';
import { toJson, toText } from './json.ts';
import type { Database, Queryable } from './queryable.ts';

const pageSize = 2000;

/** Puts a list in the place of the one of the same id; matches are found by {@link computeCoverage}. */
export function importDeclarations(
  database: Database,
  list: string,
  declarations: readonly Declaration[],
  at: Date,
): Promise<void> {
  return database.transaction(async (tx) => {
    await lock(tx);
    const id = toText(list);
    await tx.query('delete from declaration_list where id = $1', [id]);
    await tx.query('insert into declaration_list (id, imported_at) values ($1, $2)', [
      id,
      at.toISOString(),
    ]);
    await tx.query(
      `insert into declaration (list, position, name, acronym, holder, holder_ids, region, type,
        declared_on, reference)
      select $2, position, name, acronym, holder, "holderIds", region, type, "declaredOn", reference
      from json_to_recordset($1::json) as d(position integer, name text, acronym text, holder text,
        "holderIds" text[], region text, type text, "declaredOn" date, reference text)`,
      [toJson(declarations.map((declaration, position) => ({ ...declaration, position }))), id],
    );
  });
}

/** Forgets a list; false when there is none of this id. */
export async function removeDeclarations(database: Database, list: string): Promise<boolean> {
  const gone = await database.query('delete from declaration_list where id = $1 returning id', [
    toText(list),
  ]);
  return gone.length > 0;
}

/** Finds again which datasets describe what was declared. Costs nothing where nothing was. */
export async function computeCoverage(database: Database): Promise<void> {
  const [lists] = await database.query<{ n: number }>(
    'select count(*)::integer as n from declaration_list',
  );
  if (!lists?.n) {
    await database.query('update dataset_quality set is_declared = false where is_declared');
    return;
  }
  await database.transaction(async (tx) => {
    await lock(tx);
    const declarations = await tx.query<CoveredDeclaration & { readonly position: number }>(
      `select list, position, ${declarationColumns} from declaration`,
    );
    const matches = matchDeclarations(declarations, await readDescribed(tx));
    const rows = declarations.map(({ list, position }, index) => ({
      list,
      position,
      ids: matches[index]?.ids ?? [],
      ground: matches[index]?.ground ?? null,
    }));
    await tx.query(
      `update declaration d set record_ids = m.ids, ground = m.ground
      from json_to_recordset($1::json) as m(list text, position integer, ids uuid[], ground text)
      where d.list = m.list and d.position = m.position
        and (d.record_ids, d.ground) is distinct from (m.ids, m.ground)`,
      [toJson(rows)],
    );
    await tx.query(
      `with declared as (select distinct unnest(record_ids) as id from declaration)
      update dataset_quality q set is_declared = not q.is_declared
      where q.is_declared <> exists (select from declared where declared.id = q.record_id)`,
    );
  });
}

/** Imports and computations wait for one another. */
async function lock(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('glaneur coverage', 0))`);
}

async function readDescribed(tx: Queryable): Promise<readonly DescribedDataset[]> {
  const datasets: DescribedDataset[] = [];
  let after: string | null = null;
  for (;;) {
    const page: readonly DescribedDataset[] = await tx.query<DescribedDataset>(
      `select e.record_id as id,
        coalesce(r.likeness -> 'identifiers', '[]') as identifiers,
        coalesce(r.likeness -> 'names', '[]') as acronyms,
        coalesce(r.likeness -> 'holders', '[]') as "holderIris",
        jsonb_path_query_array(e.summary, '$.title.*') as titles,
        jsonb_path_query_array(e.summary, '$.holder.*') as holders
      from entity e join record r on r.id = e.record_id
      where $1::uuid is null or e.record_id > $1
      order by e.record_id
      limit ${pageSize}`,
      [after],
    );
    datasets.push(...page);
    after = page.at(-1)?.id ?? null;
    if (after === null || page.length < pageSize) return datasets;
  }
}

const declarationColumns = `name, acronym, holder, holder_ids as "holderIds", region, type,
      declared_on::text as "declaredOn", reference, record_ids as ids, ground`;

/** Reads what was declared and what of it is described. */
export function createCoverageReader(database: Queryable): CoverageReader {
  return {
    lists: () =>
      database.query<DeclarationList>(
        `select l.id, l.imported_at as "importedAt", count(d.list)::integer as declared,
          count(d.ground)::integer as described
        from declaration_list l left join declaration d on d.list = l.id
        group by l.id
        order by l.id`,
      ),
    byRegion: () => countBy(database, 'region'),
    byType: () => countBy(database, 'type'),
    declarations: async ({ isDescribed, page, pageSize: size }) => {
      const filter = `where (ground is not null) = $1`;
      const [count] = await database.query<{ total: number }>(
        `select count(*)::integer as total from declaration ${filter}`,
        [isDescribed],
      );
      const items = await database.query<CoveredDeclaration>(
        `select list, ${declarationColumns} from declaration ${filter}
        order by lower(name), list, position
        limit $2 offset $3`,
        [isDescribed, size, (page - 1) * size],
      );
      return { items, total: count?.total ?? 0 };
    },
    undeclared: async (limit) => {
      const [count] = await database.query<{ total: number }>(
        'select count(*)::integer as total from dataset_quality where not is_declared',
      );
      const items = await database.query<Undeclared>(
        `select q.record_id as id, q.holder_name as holder,
          coalesce(e.summary #>> '{title,fr}', e.summary #>> '{title,en}', s.sort_title) as title
        from dataset_quality q join entity e using (record_id) join dataset_search s using (record_id)
        where not q.is_declared
        order by s.sort_title, record_id
        limit $1`,
        [limit],
      );
      return { items, total: count?.total ?? 0 };
    },
  };
}

function countBy(
  database: Queryable,
  column: 'region' | 'type',
): Promise<readonly CoverageCount[]> {
  return database.query<CoverageCount>(
    `select ${column} as key, count(*)::integer as declared, count(ground)::integer as described
    from declaration
    group by ${column}
    order by count(*) desc, ${column}
    limit 200`,
  );
}
