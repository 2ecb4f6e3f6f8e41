package io.ssl4j.core.log;

import java.io.Console;

/** Detects whether the program runs interactively. */
final class Terminal {

    private Terminal() {}

    /** Returns whether standard input and output are a terminal. Since JDK 22 a console may exist without one. */
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
