import '@xyflow/react/dist/base.css';
import { Alert } from '@mantine/core';
import { MiniMap, ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Finding } from '@/api/flows';
import type { Model } from '@/lib/tree/model';
import type { Jump } from '../outline/Outline';
import { FarContext, PictureActionsContext } from './actions';
import { Lines } from './Lines';
import { type CardNode, nodesOf } from './nodes';
import { PictureTools } from './PictureTools';
import classes from './picture.module.css';
import { neighbour } from './pictureKeys';
import { StepCard } from './StepCard';
import { strings } from './strings';
import { type PictureState, usePicture } from './usePicture';

const NODE_TYPES = { step: StepCard };
const FAR = 0.35;
const LARGE = 150;
const MAP_FROM = 40;
/** From here on the picture is drawn as a sketch while it is small: thousands of elements move too slowly. */
const MANY = 500;
const NO_CARDS: CardNode[] = [];

interface PictureProps {
  model: Model;
  chosen: string | null;
  /** Steps that hold the words looked for. */
  hits: readonly string[];
  findings: ReadonlyMap<string, readonly Finding[]>;
  /** The step to bring into view. */
  jumped: Jump | null;
  choose: (key: string) => void;
}

/** The flow as a picture, left to right. The outline says the same in words and is what readers use. */
export function Picture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: PictureProps) {
  const { model, chosen, jumped, choose } = props;
  const t = strings.useText();
  const picture = usePicture(model, chosen);
  const latest = useRef({ picture, choose });
  latest.current = { picture, choose };
  const nodes = useCards(props, picture);
  const far = useStore((store) => store.transform[2] < FAR);
  const sketched = far && nodes.length > MANY;
  const actions = useMemo(
    () => ({
      toggle: (key: string) => latest.current.picture.toggle(key),
      choose: (key: string) => {
        latest.current.choose(key);
        latest.current.picture.reveal(key);
      },
    }),
    [],
  );
  useEffect(() => {
    if (jumped !== null) latest.current.picture.reveal(jumped.key);
  }, [jumped]);
  const mapped = nodes.length >= MAP_FROM && nodes.length <= MANY;
  return (
    <FarContext value={far}>
      <PictureActionsContext value={actions}>
        {model.steps > LARGE && (
          <Alert variant="light" color="gray" className={classes.notice}>
            {t('large', { count: model.steps })}
          </Alert>
        )}
        <div ref={picture.box} className={classes.box}>
          <ReactFlow
            nodes={sketched ? NO_CARDS : nodes}
            nodeTypes={NODE_TYPES}
            onInit={picture.atFirst}
            onNodeClick={(_, node) => choose(node.id)}
            onPaneClick={(event) => sketched && picture.chooseAt(event, choose)}
            onKeyDown={(event) => press(event, props, picture, actions.choose)}
            tabIndex={0}
            aria-label={t('picture')}
            className={classes.flow}
            onlyRenderVisibleElements
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={null}
            panOnScroll
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            minZoom={0.004}
            maxZoom={1.6}
          >
            <Lines model={model} layout={picture.layout} chosen={chosen} far={far} sketched={sketched} />
            {mapped && (
              <MiniMap
                className={classes.map}
                ariaLabel={t('map')}
                nodeColor="var(--rf-quiet)"
                maskColor="var(--rf-mask)"
                pannable
                zoomable
              />
            )}
          </ReactFlow>
          <PictureTools picture={picture} />
        </div>
      </PictureActionsContext>
    </FarContext>
  );
}

function useCards({ chosen, hits, findings }: PictureProps, { layout }: PictureState): CardNode[] {
  const before = useRef<CardNode[]>([]);
  return useMemo(() => {
    before.current = nodesOf(layout, { chosen, found: new Set(hits), findings }, before.current);
    return before.current;
  }, [layout, chosen, hits, findings]);
}

function press(
  event: KeyboardEvent,
  { model, chosen }: PictureProps,
  picture: PictureState,
  go: (key: string) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = chosen ?? model.roots[0] ?? '';
  const others: Record<string, () => void> = {
    ' ': () => picture.toggle(here),
    Enter: () => picture.toggle(here),
    '+': picture.zoomIn,
    '-': picture.zoomOut,
    '0': picture.fit,
  };
  const next = event.key.startsWith('Arrow') ? neighbour(model, picture.layout, here, event.key) : null;
  const act = next === null ? others[event.key] : () => go(chosen === null ? here : next);
  if (act === undefined) return;
  event.preventDefault();
  act();
}
