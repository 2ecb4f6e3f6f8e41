package io.ssl4j.core.log;

import java.io.Console;

/** Whether the program talks to a person. */
final class Terminal {

    private Terminal() {}

    /** True if standard input and output are a terminal. Since JDK 22 a console may be there without one. */
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
