package io.forerun.admin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which path is answered by what. A path that ends in a slash stands for all below it. */
final class Routes {
    private record Key(String method, String path) {}

    private final Map<Key, Answer> answers = new LinkedHashMap<>();

    /** Answers a call. */
    interface Answer {
        void to(Call call) throws IOException, Refusal;
    }

    Routes get(final String path, final Answer answer) {
        answers.put(new Key("GET", path), answer);
        return this;
    }

    Routes post(final String path, final Answer answer) {
        answers.put(new Key("POST", path), answer);
        return this;
    }

    Answer find(final String method, final String path) throws Refusal {
        final String asked = method.equals("HEAD") ? "GET" : method;
        String others = "";
        for (final Map.Entry<Key, Answer> entry : answers.entrySet()) {
            final String known = entry.getKey().path();
            final boolean below = known.length() > 1 && known.endsWith("/") && path.startsWith(known);
            if (path.equals(known) || below) {
                if (entry.getKey().method().equals(asked)) {
                    return entry.getValue();
                }
                others = entry.getKey().method();
            }
        }
        throw others.isEmpty() ? Refusal.unknown("path", path, "see /openapi.yml") : Refusal.method(method, others);
    }
}
