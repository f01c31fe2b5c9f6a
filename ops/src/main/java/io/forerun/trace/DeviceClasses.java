package io.forerun.trace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells bot, mobile, tablet, desktop and other by well-known words of the user agent; remembers the last few thousand. */
final class DeviceClasses {
    private static final int MAX_REMEMBERED = 8_192;
    private static final String[] BOTS = {
        "bot", "crawl", "spider", "slurp", "curl", "wget", "python", "java/", "go-http", "feed", "monitor", "libwww"
    };

    private final Map<String, String> known = new HashMap<>();

    /** Class of a user agent; "" where there is none. */
    String of(final String agent) {
        if (agent.isEmpty()) {
            return "";
        }
        final String remembered = known.get(agent);
        if (remembered != null) {
            return remembered;
        }
        if (known.size() >= MAX_REMEMBERED) {
            known.clear();
        }
        final String device = classify(agent.toLowerCase(Locale.ROOT));
        known.put(agent, device);
        return device;
    }

    private static String classify(final String agent) {
        if (hasAny(agent, BOTS)) {
            return "bot";
        }
        // Android tablets leave the word mobile out.
        if (hasAny(agent, "ipad", "tablet", "kindle") || agent.contains("android") && !agent.contains("mobile")) {
            return "tablet";
        }
        if (hasAny(agent, "mobi", "iphone", "ipod", "android")) {
            return "mobile";
        }
        return hasAny(agent, "windows", "macintosh", "x11", "linux", "cros") ? "desktop" : "other";
    }

    private static boolean hasAny(final String text, final String... words) {
        for (final String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
