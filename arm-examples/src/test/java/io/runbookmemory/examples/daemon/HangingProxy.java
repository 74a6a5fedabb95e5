package io.runbookmemory.examples.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server, and at a word passes nothing on any more: it takes connections and keeps
 * those that it has, and nobody is answered, as by a server that hangs.
 */
final class HangingProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object turn = new Object();
  private boolean hangs;
  private volatile boolean closed;

  HangingProxy(int server) {
    this.server = server;
    try {
      this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("proxy").start(this::take);
  }

  int port() {
    return door.getLocalPort();
  }

  void hang() {
    synchronized (turn) {
      hangs = true;
    }
  }

  /** Goes on, with what was sent meanwhile too. */
  void goOn() {
    synchronized (turn) {
      hangs = false;
      turn.notifyAll();
    }
  }

  private void take() {
    while (!closed) {
      try {
        Socket client = door.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(behind);
        Thread.ofVirtual().start(() -> pass(client, behind));
        Thread.ofVirtual().start(() -> pass(behind, client));
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[1 << 14];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        awaitTurn();
        out.write(some, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // One side went: so does the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void awaitTurn() throws InterruptedException {
    synchronized (turn) {
      while (hangs) {
        turn.wait();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    goOn();
    try {
      door.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
