package io.runbookmemory.jdbc.rows;

/** Hoare's selection: finds one place of an order without putting the rest in order. */
public final class Selection {

  private Selection() {}

  /** Returns the n-th largest of some numbers, n from 1; the numbers stay where they are. */
  public static float largest(float[] numbers, int n) {
    float[] left = numbers.clone();
    int wanted = left.length - n;
    int low = 0;
    int high = left.length - 1;
    while (low < high) {
      float pivot = left[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (left[i] < pivot) {
          i++;
        }
        while (left[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swapped = left[i];
          left[i++] = left[j];
          left[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        break;
      }
    }
    return left[wanted];
  }
}
