import type { Row } from './features.ts';

export interface Weights {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function scoreOf({ intercept, weights }: Weights, { at, values }: Row): number {
  let score = intercept;
  for (let i = 0; i < at.length; i++) score += (weights[at[i] ?? 0] ?? 0) * (values[i] ?? 0);
  return score;
}
export const probabilityOf = (weights: Weights, row: Row): number => sigmoid(scoreOf(weights, row));

/** Solves A x = b for a positive definite A, given by rows, by Cholesky; A is used up. */
function solve(A: Float64Array, b: Float64Array, n: number): Float64Array {
  const at = (i: number, j: number): number => A[i * n + j] ?? 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      A[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  return x;
}

const mostSteps = 30;
const closeEnough = 1e-7;

/**
 * Logistic regression with a ridge: the weights that make −Σ log p(y|x) + λ/2 Σ w² least, by Newton's method. The problem is convex, so there is
 * one answer and no chance in it. The intercept is not held down.
 */
export function fit(rows: readonly Row[], truth: readonly boolean[], size: number, ridge: number): Weights {
  const n = size + 1;
  const beta = new Float64Array(n);
  const positive = truth.filter(Boolean).length;
  beta[size] = Math.log((positive + 0.5) / (rows.length - positive + 0.5));
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, hessian } = curve(rows, truth, beta, size);
    for (let j = 0; j < size; j++) {
      gradient[j] = (gradient[j] ?? 0) - ridge * (beta[j] ?? 0);
      hessian[j * n + j] = (hessian[j * n + j] ?? 0) + ridge;
    }
    const change = solve(hessian, gradient, n);
    const largest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // Far from the answer the quadratic is no guide: no step is longer than two.
    const scale = largest > 2 ? 2 / largest : 1;
    for (let j = 0; j < n; j++) beta[j] = (beta[j] ?? 0) + scale * (change[j] ?? 0);
    if (largest < closeEnough) break;
  }
  return { intercept: beta[size] ?? 0, weights: [...beta.subarray(0, size)] };
}

/** Gradient of the log likelihood, and its curvature; the intercept is the last. */
function curve(rows: readonly Row[], truth: readonly boolean[], beta: Float64Array, size: number) {
  const n = size + 1;
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r];
    if (row === undefined) continue;
    const at = [...row.at, size];
    const values = [...row.values, 1];
    let score = 0;
    for (let i = 0; i < at.length; i++) score += (beta[at[i] ?? 0] ?? 0) * (values[i] ?? 0);
    const p = sigmoid(score);
    const weight = Math.max(p * (1 - p), 1e-9);
    const off = (truth[r] === true ? 1 : 0) - p;
    for (let i = 0; i < at.length; i++) {
      const a = at[i] ?? 0;
      const x = values[i] ?? 0;
      gradient[a] = (gradient[a] ?? 0) + off * x;
      for (let j = 0; j < at.length; j++) {
        const place = a * n + (at[j] ?? 0);
        hessian[place] = (hessian[place] ?? 0) + weight * x * (values[j] ?? 0);
      }
    }
  }
  return { gradient, hessian };
}
