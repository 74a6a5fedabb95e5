package io.runbookmemory.lucene.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

  private final WriteQueue queue = new WriteQueue();

  private Write<String> add(long bytes) {
    return add(Write.byId(Tenant.DEFAULT, bytes, transaction -> "done"));
  }

  private Write<String> add(Write<String> write) {
    queue.add(write);
    return write;
  }

  @Test
  void theyGoInTheOrderInWhichTheyCame() {
    List<Write<?>> added = List.of(add(1), add(2), add(3));

    assertThat(queue.next()).isEqualTo(added);
    assertThat(queue.next()).isEmpty();
  }

  @Test
  void aGroupIsBoundedByItsNumber() {
    for (int i = 0; i < WriteQueue.MOST_WRITES + 3; i++) {
      add(0);
    }

    assertThat(queue.next()).hasSize(WriteQueue.MOST_WRITES);
    assertThat(queue.next()).hasSize(3);
  }

  @Test
  void aGroupIsBoundedByItsBytesAndALargerBatchGoesAlone() {
    Write<?> small = add(10);
    Write<?> huge = add(2 * WriteQueue.MOST_BYTES);
    Write<?> half = add(WriteQueue.MOST_BYTES / 2);
    Write<?> otherHalf = add(WriteQueue.MOST_BYTES / 2);
    Write<?> last = add(1);

    assertThat(queue.next()).isEqualTo(List.of(small));
    assertThat(queue.next()).isEqualTo(List.of(huge));
    assertThat(queue.next()).isEqualTo(List.of(half, otherHalf));
    assertThat(queue.next()).isEqualTo(List.of(last));
  }

  @Test
  void whatQueriesBeginsAGroup() {
    Write<?> before = add(1);
    Write<?> query = add(Write.byQuery(Tenant.DEFAULT, transaction -> "done"));
    Write<?> after = add(1);

    assertThat(queue.next()).isEqualTo(List.of(before));
    assertThat(queue.next()).isEqualTo(List.of(query, after));
  }

  @Test
  void onlyWhatNobodyHasTakenCanBeTakenBack() {
    Write<?> taken = add(1);
    queue.next();
    Write<?> waiting = add(1);

    assertThat(queue.remove(taken)).isFalse();
    assertThat(queue.remove(waiting)).isTrue();
    assertThat(queue.next()).isEmpty();
  }
}
