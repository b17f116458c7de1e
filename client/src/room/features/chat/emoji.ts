/** The emoji of the chat: those that one may put to a message, and those that one may write without an emoji keyboard. */

import type { Emoji } from "./chatSlice";

/** In the order in which they are offered. */
export const REACTIONS: Readonly<Record<Emoji, string>> = {
  thumbs_up: "👍",
  heart: "❤️",
  laugh: "😂",
  surprised: "😮",
  sad: "😢",
  party: "🎉",
  clap: "👏",
  thinking: "🤔",
};
export const KINDS = Object.keys(REACTIONS) as readonly Emoji[];

/** Faces, hands, things: what people write in meetings. Each is its own name, which screen readers know. */
export const WRITTEN: readonly string[] = [
  "😀 😃 😄 😁 😆 😅 😂 🤣 🙂 🙃 😉 😊 😇 🥰 😍 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 😐 😏 🙄 😬 😌 😴 😷 🤒 🤯 🥳 😎 🤓 😕 😟 😮 😳 🥺 😢 😭 😱 😤 😡",
  " 👍 👎 👌 ✌️ 🤞 👈 👉 👆 👇 ✋ 👋 💪 🙏 👏 🙌 🤝 ✍️",
  " ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✨ ⭐ 🔥 🎉 🎊 🎁 🏆 🥇 ☕ 🍰 🍕 🍎 🌞 🌈 🌱 🌍",
  " ✅ ❌ ❗ ❓ ⚠️ 💡 📌 📎 📅 ⏰ ⏳ 🔔 🔒 📝 📊 📈 📉 💻 📱 🎧 🎤 📷 🚀 🐛",
]
  .join("")
  .split(" ");
