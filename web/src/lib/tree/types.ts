/** What a flow is made of, as the API has it; the pure modules here need nothing else of the API. */

export type NodeType = 'question' | 'action' | 'resolution' | 'escalation';
export const NODE_TYPES = ['question', 'action', 'resolution', 'escalation'] as const;

export interface Evidence {
  kind: 'text' | 'number' | 'picture';
  regex?: string | null;
  min?: number | null;
  max?: number | null;
}

export interface Option {
  id: string;
  label: string;
  next_id?: string | null;
  evidence?: Evidence | null;
}

export interface Citation {
  source: string;
  passage?: string | null;
}

export interface TreeNode {
  id: string;
  type: NodeType;
  text: string;
  options: Option[];
  citations: Citation[];
  made_by: 'person' | 'model' | 'playbook';
  needs_review: boolean;
  help?: string | null;
  minutes?: number | null;
  script?: string | null;
  notes?: string | null;
  to?: string | null;
  reason?: string | null;
  hand_over?: string | null;
}

export interface Tree {
  root_id: string;
  nodes: { [id: string]: TreeNode };
  starts_with?: string | null;
}

export const LIMITS = { nodes: 2_000, options: 9, text: 4_000, label: 200, regex: 500 } as const;

export const isLeaf = (type: NodeType): boolean => type === 'resolution' || type === 'escalation';
