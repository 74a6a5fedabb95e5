package io.runbookmemory.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The windows that a text's tokens are read in. A text that fits is one window. A longer one is cut
 * into as few windows as can be, all about equally long, so that no window is a stub that would
 * weigh as much as a full one in their mean; each has the first and last token of the text around
 * it, which are the model's own ({@code [CLS]}, {@code [SEP]}).
 */
final class TokenWindows {

  private TokenWindows() {}

  static List<long[]> of(long[] ids, int windowTokens) {
    if (ids.length <= windowTokens) {
      return List.of(ids);
    }
    int content = ids.length - 2;
    int count = Math.ceilDiv(content, windowTokens - 2);
    List<long[]> windows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) content * i / count);
      int to = (int) ((long) content * (i + 1) / count);
      // One token of room on both sides, where the model's own two go.
      long[] window = Arrays.copyOfRange(ids, from, to + 2);
      window[0] = ids[0];
      window[window.length - 1] = ids[ids.length - 1];
      windows.add(window);
    }
    return windows;
  }
}
