package io.runbookmemory.bench.hold;

import java.io.IOException;

/** A library cannot hold so many memories in the heap that it was given. */
final class HeapTooSmallException extends IOException {

  private static final long serialVersionUID = 1L;

  HeapTooSmallException(String message) {
    super(message);
  }
}
