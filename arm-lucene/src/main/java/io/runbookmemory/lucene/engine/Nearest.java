package io.runbookmemory.lucene.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The blocks whose best child is nearest so far, by similarities in single precision. It keeps all
 * that may be among the best, exactly reckoned: by Cauchy and Schwarz a sum of products of unit
 * vectors is off by less than dimension times 2^-24, of which a similarity is half; twice that, to
 * either side, leaves nobody out. To be told of segments and children in ascending order.
 */
public final class Nearest {

  private record Near(int parent, float similarity) {}

  private final int wanted;
  private final float slack;
  private final PriorityQueue<Float> best = new PriorityQueue<>();
  private final List<Near> near = new ArrayList<>();
  private float least = Float.POSITIVE_INFINITY;
  private float untold = Float.NEGATIVE_INFINITY;
  private @Nullable BitSet parents;
  private int docBase;
  private int parent = -1;
  private float highest;

  /**
   * Creates an empty list.
   *
   * @param wanted how many blocks are wanted
   * @param dimension of the vectors
   */
  public Nearest(int wanted, int dimension) {
    this.wanted = wanted;
    this.slack = dimension * 0x1p-23f;
  }

  /** Goes on with the next segment. */
  public void enter(int base, BitSet itsParents) {
    leaveBlock();
    least = Float.POSITIVE_INFINITY;
    docBase = base;
    parents = itsParents;
  }

  /** Takes a child, of any block but those before the last. */
  public void offer(int child, float similarity) {
    if (child < parent) {
      highest = Math.max(highest, similarity);
    } else if (parents != null) {
      leaveBlock();
      parent = parents.nextSetBit(child);
      highest = similarity;
    }
  }

  private void leaveBlock() {
    if (parent >= 0) {
      least = Math.min(least, highest);
      if (best.size() < wanted || highest >= best.element() - slack) {
        near.add(new Near(docBase + parent, highest));
        best.add(highest);
        if (best.size() > wanted) {
          best.remove();
        }
      }
      parent = -1;
    }
  }

  /** Takes it that the segment has more blocks, none of them nearer than the ones told of. */
  public void cut() {
    leaveBlock();
    untold = Math.max(untold, least);
  }

  /** Returns whether enough were told of, all surely nearer than any that were not. */
  public boolean isCertain() {
    leaveBlock();
    return best.size() == wanted && best.element() - slack > untold;
  }

  /** Returns the parents that may be among the best, ascending. */
  public int[] parents() {
    leaveBlock();
    float needed = best.isEmpty() ? 0 : best.element() - slack;
    return near.stream().filter(one -> one.similarity() >= needed).mapToInt(Near::parent).toArray();
  }
}
