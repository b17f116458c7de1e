/* Runs where nothing else of the page can: in an IFRAME whose sandbox gives it no origin. Says what is missing. */
(function () {
  "use strict";
  if (window.parent === window || window.origin !== "null") return;
  var texts = {
    en: "The page that shows this meeting keeps it from working. Its author has to add to the sandbox of the IFRAME:",
    de: "Die Seite, die dieses Meeting zeigt, hindert es daran zu arbeiten. Ihr Autor muss die sandbox des IFRAME ergänzen um:",
    fr: "La page qui affiche cette réunion l’empêche de fonctionner. Son auteur doit ajouter au sandbox de l’IFRAME :",
    es: "La página que muestra esta reunión impide que funcione. Su autor debe añadir al sandbox del IFRAME:",
    pt: "A página que mostra esta reunião impede que ela funcione. O autor deve acrescentar ao sandbox do IFRAME:",
    ja: "この会議を表示しているページの設定により、会議を開けません。ページの作成者はIFRAMEのsandboxに次を追加してください：",
    zh: "显示此会议的页面使会议无法运行。页面作者需要在 IFRAME 的 sandbox 中添加：",
    ar: "الصفحة التي تعرض هذا الاجتماع تمنعه من العمل. على صاحبها أن يضيف إلى sandbox في عنصر IFRAME:",
  };
  var language = (navigator.language || "en").slice(0, 2);
  document.addEventListener("DOMContentLoaded", function () {
    var line = document.createElement("p");
    var words = document.createElement("code");
    line.setAttribute("role", "alert");
    line.dir = "auto";
    line.textContent = (texts[language] || texts.en) + " ";
    words.textContent = "allow-same-origin allow-forms";
    line.append(words);
    document.body.prepend(line);
  }, { once: true });
})();
