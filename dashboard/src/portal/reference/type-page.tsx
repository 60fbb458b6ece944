import { Prose } from '../../shared/prose.tsx';
import { t } from '../say.ts';
import { say } from './chinese.ts';
import { ExampleOf } from './example.tsx';
import {
  type ElementReference,
  type FieldReference,
  nameOf,
  type Reference,
  rootTypes,
  type TypeReference,
} from './types.ts';

/** One type, or one field of a root: what it means, who owns it, what it needs. */
export function ElementPage({ coordinate, reference }: { readonly coordinate: string; readonly reference: Reference }) {
  const [typeName = '', fieldName] = coordinate.split('.');
  const type = reference.types.find(({ name }) => name === typeName);
  const field = type?.fields?.find(({ name }) => name === fieldName);
  if (!type) return <p class="problem">{coordinate}</p>;
  if (field && rootTypes.has(typeName)) {
    return (
      <article>
        <h3>{coordinate}</h3>
        <Field field={field} />
        <ExampleOf coordinate={coordinate} reference={reference} key={coordinate} />
      </article>
    );
  }
  return (
    <article>
      <h3>
        {type.name} <small class="quiet">{type.kind}</small>
      </h3>
      <About element={type} />
      {type.fields && <h4>{t('reference.fields')}</h4>}
      {type.fields?.map((one) => (
        <Field key={one.name} field={one} isChosen={one.name === fieldName} />
      ))}
      {type.values && <h4>{t('reference.values')}</h4>}
      {type.values?.map((one) => (
        <div key={one.name} class={one.name === fieldName ? 'element chosen' : 'element'}>
          <code>{one.name}</code>
          <About element={one} />
        </div>
      ))}
      <Members type={type} />
    </article>
  );
}

const Members = ({ type }: { readonly type: TypeReference }) =>
  type.members ? (
    <p>
      {t('reference.members')}:{' '}
      {type.members.map((name) => (
        <TypeLink key={name} type={name} />
      ))}
    </p>
  ) : null;

function Field({ field, isChosen = false }: { readonly field: FieldReference; readonly isChosen?: boolean }) {
  return (
    <div class={isChosen ? 'element chosen' : 'element'}>
      <code>
        {field.name}: <TypeLink type={field.type} />
        {field.default !== undefined && ` = ${field.default}`}
      </code>
      <About element={field} />
      {field.args && (
        <details open={field.args.length < 4}>
          <summary>{t('reference.arguments')}</summary>
          {field.args.map((one) => (
            <Field key={one.name} field={one} />
          ))}
        </details>
      )}
    </div>
  );
}

const TypeLink = ({ type }: { readonly type: string }) => <a href={`#reference/${nameOf(type)}`}>{type}</a>;

function About({ element }: { readonly element: ElementReference & { readonly weight?: number } }) {
  const { owners = [], needs, deprecated, weight, description } = element;
  return (
    <>
      <span class="badges">
        {deprecated && <span class="badge warn">{t('reference.deprecated')}</span>}
        {needs?.signedIn && <span class="badge">{t('reference.signedIn')}</span>}
        {needs?.scopes && (
          <span class="badge">
            {t('reference.scopes', { scopes: needs.scopes.map((set) => set.join('+')).join(' | ') })}
          </span>
        )}
        {weight !== undefined && <span class="badge">{t('reference.weight', { weight })}</span>}
        {owners.length > 0 && <span class="badge">{t('reference.owner', { owner: owners.join(', ') })}</span>}
      </span>
      {description && <Said text={description} />}
      {deprecated && <Said text={deprecated} kind="deprecated" />}
    </>
  );
}

/** A text of the schema in the reader’s language; where there are no words for it yet, as it stands. */
export function Said({ text, kind }: { readonly text: string; readonly kind?: string }) {
  const said = say.value(text);
  return (
    <p lang={said.lang} {...(kind ? { class: kind } : {})}>
      <Prose text={said.text} />
    </p>
  );
}
