package io.runbookmemory.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of a JVM of its own in which no socket can be made and no name be looked up. Each
 * attempt is written to the file that the property {@code trap} names, with who made it, and fails.
 */
public final class NetworkTrap {

  private NetworkTrap() {}

  /**
   * Runs the command line, or tries the trap.
   *
   * @param args the command line's arguments, or one of the ways to the network
   */
  public static void main(String[] args) {
    switch (args[0]) {
      case "untrapped" -> attempt("Socket");
      case "try" -> {
        set();
        attempt(args[1]);
      }
      default -> {
        set();
        Arm.main(args);
      }
    }
  }

  @SuppressWarnings("deprecation")
  private static void set() {
    try {
      Socket.setSocketImplFactory(
          () -> {
            throw caught("Socket");
          });
      ServerSocket.setSocketFactory(
          () -> {
            throw caught("ServerSocket");
          });
      DatagramSocket.setDatagramSocketImplFactory(
          () -> {
            throw caught("DatagramSocket");
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an attempt down, and returns the fault that it shall end with. */
  static UncheckedIOException caught(String what) {
    List<StackTraceElement> stack = Arrays.asList(new Throwable().getStackTrace());
    try {
      Files.writeString(
          Path.of(System.getProperty("trap")),
          what + " " + stack + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new UncheckedIOException(new IOException("no network here"));
  }

  private static void attempt(String way) {
    try {
      switch (way) {
        case "Socket" -> new Socket(InetAddress.getLoopbackAddress(), 9).close();
        case "ServerSocket" -> new ServerSocket(0).close();
        case "DatagramSocket" -> new DatagramSocket().close();
        case "channel" ->
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)).close();
        case "name" -> System.out.println(InetAddress.getAllByName("runbookmemory.invalid").length);
        case "URL" -> URI.create("http://127.0.0.1:9/").toURL().openStream().close();
        default -> throw new IllegalArgumentException(way);
      }
    } catch (IOException | UncheckedIOException e) {
      System.out.println("failed: " + e);
    }
  }

  /** Makes no channel; named by the property {@code java.nio.channels.spi.SelectorProvider}. */
  public static final class Channels extends SelectorProvider {

    /** Creates it; the JVM calls it. */
    public Channels() {}

    @Override
    public java.nio.channels.DatagramChannel openDatagramChannel() {
      throw caught("channel");
    }

    @Override
    public java.nio.channels.DatagramChannel openDatagramChannel(java.net.ProtocolFamily family) {
      throw caught("channel");
    }

    @Override
    public java.nio.channels.Pipe openPipe() {
      throw caught("channel");
    }

    @Override
    public java.nio.channels.spi.AbstractSelector openSelector() {
      throw caught("channel");
    }

    @Override
    public java.nio.channels.ServerSocketChannel openServerSocketChannel() {
      throw caught("channel");
    }

    @Override
    public SocketChannel openSocketChannel() {
      throw caught("channel");
    }
  }

  /** Looks up no name; found as a service. */
  public static final class Names extends InetAddressResolverProvider {

    /** Creates it; the JVM calls it. */
    public Names() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
      InetAddressResolver own = configuration.builtinResolver();
      return new InetAddressResolver() {
        @Override
        public java.util.stream.Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
          throw caught("name");
        }

        @Override
        public String lookupByAddress(byte[] address) throws java.net.UnknownHostException {
          return own.lookupByAddress(address);
        }
      };
    }

    @Override
    public String name() {
      return "none";
    }
  }
}
