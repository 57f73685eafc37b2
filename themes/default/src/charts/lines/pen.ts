// Paths no longer than what a pixel shows: rasterising costs as much as a path has segments.
export type Path = Pick<CanvasPath, "moveTo" | "lineTo">;

/** A path that is told when it ends. */
export interface Tracer extends Path { end(): void }

/**
 * Leaves out the points that lie within a tolerance of the line that is drawn without them, in one pass:
 * the slopes that keep to all points since the last drawn one form a cone, and a point outside ends it.
 */
export class Pen implements Tracer {
  private fromX = 0;
  private fromY = 0;
  private lastX = 0;
  private lastY = 0;
  private least = Number.NEGATIVE_INFINITY;
  private greatest = Number.POSITIVE_INFINITY;
  private isOpen = false;

  constructor(private readonly path: Path, private readonly tolerance: number) {}

  moveTo(x: number, y: number): void {
    this.end();
    this.path.moveTo(x, y);
    this.fromX = x;
    this.fromY = y;
  }

  lineTo(x: number, y: number): void {
    const slope = (y - this.fromY) / (x - this.fromX);
    // Written so that what is no number (a step straight up) is outside too.
    if (this.isOpen && !(slope >= this.least && slope <= this.greatest)) {
      this.end();
      this.fromX = this.lastX;
      this.fromY = this.lastY;
    }
    this.narrow(x - this.fromX, y - this.fromY);
    this.lastX = x;
    this.lastY = y;
    this.isOpen = true;
  }

  end(): void {
    if (this.isOpen) this.path.lineTo(this.lastX, this.lastY);
    this.isOpen = false;
    this.least = Number.NEGATIVE_INFINITY;
    this.greatest = Number.POSITIVE_INFINITY;
  }

  private narrow(width: number, height: number): void {
    const [low, high] = [(height - this.tolerance) / width, (height + this.tolerance) / width];
    if (!(width > 0)) this.least = this.greatest = Number.NaN;
    else {
      if (low > this.least) this.least = low;
      if (high < this.greatest) this.greatest = high;
    }
  }
}

/** Of the points in one pixel column keeps the first, the last and both extremes, in their order: no spike is lost. */
export class Columns implements Tracer {
  private column = Number.NaN;
  private isNew = true;
  private points: { first: Point; low: Point; high: Point; last: Point } = { first: NOWHERE, low: NOWHERE, high: NOWHERE, last: NOWHERE };

  constructor(private readonly out: Tracer) {}

  moveTo(x: number, y: number): void {
    this.end();
    this.lineTo(x, y);
  }

  lineTo(x: number, y: number): void {
    const column = Math.round(x);
    const point = { x, y };
    if (column !== this.column) {
      this.flush();
      this.column = column;
      this.points = { first: point, low: point, high: point, last: point };
      return;
    }
    const { points } = this;
    if (y < points.low.y) points.low = point;
    if (y > points.high.y) points.high = point;
    points.last = point;
  }

  end(): void {
    this.flush();
    this.out.end();
    this.column = Number.NaN;
    this.isNew = true;
  }

  private flush(): void {
    if (Number.isNaN(this.column)) return;
    const { first, low, high, last } = this.points;
    const [one, other] = low.x <= high.x ? [low, high] : [high, low];
    if (this.isNew) this.out.moveTo(first.x, first.y);
    else this.out.lineTo(first.x, first.y);
    this.isNew = false;
    if (one !== first) this.out.lineTo(one.x, one.y);
    if (other !== one && other !== first) this.out.lineTo(other.x, other.y);
    if (last !== other && last !== one && last !== first) this.out.lineTo(last.x, last.y);
  }
}

interface Point { x: number; y: number }
const NOWHERE: Point = { x: 0, y: 0 };
