package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.config.Listen;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors, open at a port. */
public final class DoorServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DoorServer.class);
  private static final int MOST_THREADS = 64;
  private static final int LONGEST_HEADERS = 8 << 10;
  private static final long IDLE_MILLIS = 30_000;

  private static final long LAST_REQUESTS_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private final Streams streams;

  private DoorServer(Server server, ServerConnector connector, Streams streams) {
    this.server = server;
    this.connector = connector;
    this.streams = streams;
  }

  /**
   * Opens doors.
   *
   * @param identities who is known, now: they change with the configuration
   * @throws ConfigurationException if the port is taken, or the host is none of this machine's
   */
  public static DoorServer open(Listen listen, List<Door> doors, Supplier<Identities> identities) {
    return open(listen, doors, identities, Bounds.of(listen));
  }

  static DoorServer open(
      Listen listen, List<Door> doors, Supplier<Identities> identities, Bounds bounds) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("arm-http");
    Server server = new Server(threads);
    ServerConnector connector = connector(server, listen);
    Connections connections = bounds.connections();
    connector.addBean(connections);
    connector.addBean(new NetworkConnectionLimit(Connections.MOST, connector));
    server.addConnector(connector);
    server.setErrorHandler(new Problems());
    Streams streams = new Streams(bounds.heartbeat());
    Admission admission = new Admission(listen, identities);
    server.setHandler(new GracefulHandler(new Doors(doors, listen, admission, streams, bounds)));
    server.setStopTimeout(LAST_REQUESTS_MILLIS);
    try {
      connector.open();
      server.start();
      connections.watch(connector.getScheduler());
      return new DoorServer(server, connector, streams);
    } catch (Exception e) {
      String place = listen.host() + ":" + listen.port();
      streams.close();
      stop(server);
      throw new ConfigurationException(
          place,
          "cannot listen at "
              + place
              + ": "
              + reason(e)
              + "; stop what listens there, or choose another with --port or listen.port",
          e);
    }
  }

  private static ServerConnector connector(Server server, Listen listen) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEADERS);
    http.setUriCompliance(UriCompliance.DEFAULT);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private static String reason(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Returns where it listens, which it chose itself if it was told 0. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Ends the requests that have begun, and takes no more. */
  @Override
  public void close() {
    streams.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the port is left to the end of the process", e);
    }
  }
}
