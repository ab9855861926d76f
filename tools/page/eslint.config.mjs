// Names are shared by all files of the page's script, so the checker of types looks after them.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    languageOptions: { sourceType: "script", ecmaVersion: 2022 },
    rules: {
      "no-undef": "off",
      "no-unused-vars": "off",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      complexity: ["error", 15],
      "max-lines": ["error", 200],
    },
  },
];
