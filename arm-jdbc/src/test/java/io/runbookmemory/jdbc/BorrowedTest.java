package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a driver or a pool throws while a connection is prepared, the connection is closed. */
class BorrowedTest {

  private final AtomicInteger closed = new AtomicInteger();

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Returns a connection one of whose methods fails. */
  private Connection failing(String failing, Throwable fault) {
    return fake(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            closed.incrementAndGet();
          } else if (method.getName().equals(failing)) {
            throw fault;
          }
          Class<?> type = method.getReturnType();
          return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : null;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"getAutoCommit", "rollback", "setAutoCommit", "getNetworkTimeout"})
  void aConnectionThatCannotBePreparedIsClosed(String method) {
    for (Throwable fault :
        new Throwable[] {
          new SQLException("gone"), new IllegalStateException("interrupted"), new LinkageError()
        }) {
      Connection connection = failing(method, fault);
      DataSource source = fake(DataSource.class, (proxy, called, arguments) -> connection);
      closed.set(0);

      assertThatThrownBy(() -> Borrowed.from(source, true, Duration.ofSeconds(1))).isSameAs(fault);
      assertThat(closed).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"getAutoCommit", "rollback", "setAutoCommit", "createStatement"})
  void norDoesASqliteStoreKeepOne(String method) {
    for (Throwable fault :
        new Throwable[] {new SQLException("gone"), new IllegalStateException("interrupted")}) {
      closed.set(0);
      assertThatThrownBy(() -> KeptConnection.of(failing(method, fault))).isSameAs(fault);
      assertThat(closed).hasValue(1);
    }
  }
}
