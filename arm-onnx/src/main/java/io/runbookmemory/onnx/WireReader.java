package io.runbookmemory.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a protobuf message in an array, in the order they stand, none of them copied. See
 * the <a href="https://protobuf.dev/programming-guides/encoding/">encoding</a>.
 */
final class WireReader {

  /**
   * One field.
   *
   * @param number its number in the message's schema
   * @param whole all its bytes, ready to be written again
   * @param content a text's, a message's or an array's bytes; for a number nothing
   */
  record Field(int number, ByteBuffer whole, ByteBuffer content) {

    String text() {
      return new String(
          content.array(), content.arrayOffset(), content.remaining(), StandardCharsets.UTF_8);
    }
  }

  private WireReader() {}

  static List<Field> fields(ByteBuffer message) {
    ByteBuffer in = message.duplicate();
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      int begin = in.position();
      long key = varint(in);
      int size =
          switch ((int) key & 7) {
            case 0 -> {
              varint(in);
              yield 0;
            }
            case 1 -> Long.BYTES;
            case 2 -> Math.toIntExact(varint(in));
            case 5 -> Integer.BYTES;
            default -> throw new IllegalArgumentException("no wire type " + (key & 7));
          };
      int content = in.position();
      in.position(content + size);
      fields.add(
          new Field(
              (int) (key >>> 3), in.slice(begin, in.position() - begin), in.slice(content, size)));
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes");
  }
}
