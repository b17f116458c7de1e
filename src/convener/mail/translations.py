"""The texts of mails in each language. :mod:`.compose` and :mod:`.account` fill in ``{organizer}``, ``{name}``,
``{title}`` and ``{center}``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Translations:
    """The texts of one language."""

    untitled: str
    subject_invitation: str
    subject_update: str
    subject_cancelled: str
    subject_reminder: str
    greeting: str
    invitation: str
    invitation_to_host: str
    update: str
    date_update: str
    date_cancelled: str
    cancelled: str
    withdrawn: str
    reminder: str
    when: str
    repeats: str
    instead_of: str
    organizer: str
    join: str
    join_hint: str
    personal: str
    question: str
    accept: str
    decline: str
    no_reminders: str
    subject_reset: str
    reset: str
    reset_button: str
    reset_hint: str
    subject_change: str
    change: str
    change_hint: str
    subject_welcome: str
    welcome: str
    user_id: str
    sign_in: str
    welcome_hint: str
    minutes: str
    minutes_button: str
    minutes_hint: str
    subject_claim: str
    claim: str
    claim_button: str
    claim_hint: str
    subject_storage: str
    storage: str
    storage_hint: str


TRANSLATIONS: dict[str, Translations] = {
    "en": Translations(
        untitled="Meeting with {organizer}",
        subject_invitation="Invitation: {title}",
        subject_update="Updated invitation: {title}",
        subject_cancelled="Cancelled: {title}",
        subject_reminder="Reminder: {title}",
        greeting="Hello {name},",
        invitation="{organizer} invites you to an online meeting.",
        invitation_to_host="You are the host of this online meeting.",
        update="The details of this online meeting have changed.",
        date_update="One date of this series of online meetings has changed. The others stay as they are.",
        date_cancelled="One date of this series of online meetings has been cancelled. The others take place.",
        cancelled="This online meeting has been cancelled.",
        withdrawn="Your invitation to this online meeting has been withdrawn.",
        reminder="This is a reminder of an online meeting to which you are invited.",
        when="When",
        repeats="Repeats",
        instead_of="Instead of",
        organizer="Host",
        join="Join the meeting",
        join_hint="The meeting opens in your browser; there is nothing to install.",
        personal="This link is for you alone: whoever opens it enters under your name. Please do not pass it on.",
        question="Will you attend?",
        accept="Yes, I will attend",
        decline="No, I cannot attend",
        no_reminders="Send me no more reminders",
        subject_reset="A new password for {center}",
        reset="Somebody asked for a new password for your account at {center}. You can choose one now.",
        reset_button="Choose a new password",
        reset_hint="The link works once, and for one hour. If it was not you who asked, there is nothing to do: your "
        "password stays as it is.",
        subject_change="Your password at {center} was changed",
        change="The password of your account at {center} was changed. Browsers that were signed in elsewhere were "
        "signed out.",
        change_hint="If it was not you, choose “Forgotten your password?” on that page at once, and tell an "
        "administrator.",
        subject_welcome="Your account at {center}",
        welcome="An account has been made for you at {center}.",
        user_id="User ID",
        sign_in="Sign in",
        welcome_hint="You get your password from the person who made the account. It is never sent by mail.",
        minutes="The minutes of this meeting are ready. You get them because you were there.",
        minutes_button="Read the minutes",
        minutes_hint="This link is for you alone. Please do not pass it on.",
        subject_claim="Your account at {center}",
        claim="You were invited to a meeting at {center}, and want to make this address your account. Then all "
        "meetings to which it is invited stand in one list.",
        claim_button="Make this my account",
        claim_hint="The link works once, and for one hour. If it was not you who asked, there is nothing to do.",
        subject_storage="The storage of {center} is filling up",
        storage="More than 80 % of the storage of {center} is used. When it is full, no document and no recording "
        "can be added.",
        storage_hint="Delete documents and recordings that nobody needs any more, or ask the operator of the server "
        "for more storage.",
    ),
    "fr": Translations(
        untitled="Réunion avec {organizer}",
        subject_invitation="Invitation : {title}",
        subject_update="Invitation modifiée : {title}",
        subject_cancelled="Annulée : {title}",
        subject_reminder="Rappel : {title}",
        greeting="Bonjour {name},",
        invitation="{organizer} vous invite à une réunion en ligne.",
        invitation_to_host="Vous animez cette réunion en ligne.",
        update="Les informations de cette réunion en ligne ont changé.",
        date_update="Une date de cette série de réunions en ligne a changé. Les autres restent inchangées.",
        date_cancelled="Une date de cette série de réunions en ligne a été annulée. Les autres sont maintenues.",
        cancelled="Cette réunion en ligne a été annulée.",
        withdrawn="Votre invitation à cette réunion en ligne a été retirée.",
        reminder="Ceci est un rappel d’une réunion en ligne à laquelle vous êtes invité.",
        when="Quand",
        repeats="Répétition",
        instead_of="Au lieu de",
        organizer="Animation",
        join="Rejoindre la réunion",
        join_hint="La réunion s’ouvre dans votre navigateur ; il n’y a rien à installer.",
        personal="Ce lien est réservé à vous seul(e) : quiconque l’ouvre entre sous votre nom. Merci de ne pas le "
        "transmettre.",
        question="Serez-vous présent(e) ?",
        accept="Oui, je participerai",
        decline="Non, je ne peux pas participer",
        no_reminders="Ne plus m’envoyer de rappels",
        subject_reset="Un nouveau mot de passe pour {center}",
        reset="Quelqu’un a demandé un nouveau mot de passe pour votre compte sur {center}. Vous pouvez en choisir "
        "un maintenant.",
        reset_button="Choisir un nouveau mot de passe",
        reset_hint="Le lien fonctionne une seule fois, pendant une heure. Si la demande ne vient pas de vous, il n’y a "
        "rien à faire : votre mot de passe reste le même.",
        subject_change="Votre mot de passe sur {center} a été modifié",
        change="Le mot de passe de votre compte sur {center} a été modifié. Les navigateurs connectés ailleurs ont "
        "été déconnectés.",
        change_hint="Si ce n’était pas vous, choisissez tout de suite « Mot de passe oublié ? » sur cette page et "
        "prévenez un administrateur.",
        subject_welcome="Votre compte chez {center}",
        welcome="Un compte a été créé pour vous chez {center}.",
        user_id="Identifiant",
        sign_in="Se connecter",
        welcome_hint="La personne qui a créé le compte vous donnera votre mot de passe. "
        "Il n’est jamais envoyé par courriel.",
        minutes="Le compte rendu de cette réunion est prêt. Vous le recevez parce que vous y étiez.",
        minutes_button="Lire le compte rendu",
        minutes_hint="Ce lien est réservé à vous seul(e). Merci de ne pas le transmettre.",
        subject_claim="Votre compte chez {center}",
        claim="Vous avez été invité à une réunion chez {center} et souhaitez faire de cette adresse votre compte. "
        "Toutes les réunions auxquelles elle est invitée figureront alors dans une seule liste.",
        claim_button="En faire mon compte",
        claim_hint="Le lien fonctionne une seule fois, pendant une heure. Si ce n’est pas vous qui l’avez demandé, "
        "vous n’avez rien à faire.",
        subject_storage="L’espace de stockage de {center} se remplit",
        storage="Plus de 80 % de l’espace de stockage de {center} est utilisé. Une fois plein, aucun document ni "
        "aucun enregistrement ne pourra y être ajouté.",
        storage_hint="Supprimez les documents et enregistrements dont personne n’a plus besoin, ou demandez plus "
        "d’espace à l’exploitant du serveur.",
    ),
    "de": Translations(
        untitled="Meeting mit {organizer}",
        subject_invitation="Einladung: {title}",
        subject_update="Geänderte Einladung: {title}",
        subject_cancelled="Abgesagt: {title}",
        subject_reminder="Erinnerung: {title}",
        greeting="Guten Tag {name},",
        invitation="{organizer} lädt Sie zu einem Online-Meeting ein.",
        invitation_to_host="Sie leiten dieses Online-Meeting.",
        update="Die Angaben zu diesem Online-Meeting haben sich geändert.",
        date_update="Ein Termin dieser Serie von Online-Meetings hat sich geändert. Die anderen bleiben, wie sie sind.",
        date_cancelled="Ein Termin dieser Serie von Online-Meetings wurde abgesagt. Die anderen finden statt.",
        cancelled="Dieses Online-Meeting wurde abgesagt.",
        withdrawn="Ihre Einladung zu diesem Online-Meeting wurde zurückgezogen.",
        reminder="Dies ist eine Erinnerung an ein Online-Meeting, zu dem Sie eingeladen sind.",
        when="Wann",
        repeats="Wiederholung",
        instead_of="Statt",
        organizer="Leitung",
        join="Am Meeting teilnehmen",
        join_hint="Das Meeting öffnet sich im Browser; Sie müssen nichts installieren.",
        personal="Dieser Link gilt nur für Sie: Wer ihn öffnet, tritt unter Ihrem Namen ein. Bitte geben Sie ihn nicht "
        "weiter.",
        question="Nehmen Sie teil?",
        accept="Ja, ich nehme teil",
        decline="Nein, ich kann nicht teilnehmen",
        no_reminders="Keine Erinnerungen mehr schicken",
        subject_reset="Ein neues Passwort für {center}",
        reset="Für Ihr Konto bei {center} wurde ein neues Passwort angefordert. Sie können jetzt eines wählen.",
        reset_button="Neues Passwort wählen",
        reset_hint="Der Link gilt einmal und eine Stunde lang. Wenn nicht Sie ihn angefordert haben, müssen Sie nichts "
        "tun: Ihr Passwort bleibt, wie es ist.",
        subject_change="Ihr Passwort bei {center} wurde geändert",
        change="Das Passwort Ihres Kontos bei {center} wurde geändert. Browser, die anderswo angemeldet waren, "
        "wurden abgemeldet.",
        change_hint="Wenn Sie das nicht waren, wählen Sie auf dieser Seite sofort „Passwort vergessen?“ und "
        "benachrichtigen Sie eine Administratorin oder einen Administrator.",
        subject_welcome="Ihr Konto bei {center}",
        welcome="Für Sie wurde ein Konto bei {center} angelegt.",
        user_id="Benutzerkennung",
        sign_in="Anmelden",
        welcome_hint="Ihr Passwort erhalten Sie von der Person, die das Konto angelegt hat. "
        "Es wird nie per E-Mail verschickt.",
        minutes="Das Protokoll dieser Besprechung ist fertig. Sie bekommen es, weil Sie dabei waren.",
        minutes_button="Protokoll lesen",
        minutes_hint="Dieser Link ist nur für Sie. Bitte geben Sie ihn nicht weiter.",
        subject_claim="Ihr Konto bei {center}",
        claim="Sie wurden zu einem Meeting bei {center} eingeladen und möchten diese Adresse zu Ihrem Konto machen. "
        "Dann stehen alle Meetings, zu denen sie eingeladen ist, in einer Liste.",
        claim_button="Zu meinem Konto machen",
        claim_hint="Der Link gilt einmal und eine Stunde lang. Wenn nicht Sie darum gebeten haben, ist nichts zu tun.",
        subject_storage="Der Speicher von {center} wird knapp",
        storage="Mehr als 80 % des Speichers von {center} sind belegt. Ist er voll, können keine Dokumente und "
        "Aufzeichnungen mehr hinzukommen.",
        storage_hint="Löschen Sie Dokumente und Aufzeichnungen, die niemand mehr braucht, oder bitten Sie den "
        "Betreiber des Servers um mehr Speicher.",
    ),
    "es": Translations(
        untitled="Reunión con {organizer}",
        subject_invitation="Invitación: {title}",
        subject_update="Invitación actualizada: {title}",
        subject_cancelled="Cancelada: {title}",
        subject_reminder="Recordatorio: {title}",
        greeting="Hola, {name}:",
        invitation="{organizer} le invita a una reunión en línea.",
        invitation_to_host="Usted dirige esta reunión en línea.",
        update="Los datos de esta reunión en línea han cambiado.",
        date_update="Una fecha de esta serie de reuniones en línea ha cambiado. Las demás siguen igual.",
        date_cancelled="Se ha cancelado una fecha de esta serie de reuniones en línea. Las demás se mantienen.",
        cancelled="Esta reunión en línea se ha cancelado.",
        withdrawn="Se ha retirado su invitación a esta reunión en línea.",
        reminder="Este es un recordatorio de una reunión en línea a la que está invitado.",
        when="Cuándo",
        repeats="Se repite",
        instead_of="En lugar de",
        organizer="Organiza",
        join="Unirse a la reunión",
        join_hint="La reunión se abre en el navegador; no hay que instalar nada.",
        personal="Este enlace es solo para usted: quien lo abra entrará con su nombre. No lo comparta, por favor.",
        question="¿Asistirá?",
        accept="Sí, asistiré",
        decline="No, no puedo asistir",
        no_reminders="No enviarme más recordatorios",
        subject_reset="Una contraseña nueva para {center}",
        reset="Se ha pedido una contraseña nueva para su cuenta de {center}. Ya puede elegir una.",
        reset_button="Elegir una contraseña nueva",
        reset_hint="El enlace sirve una sola vez y durante una hora. Si no fue usted quien la pidió, no tiene que "
        "hacer nada: su contraseña sigue siendo la misma.",
        subject_change="Se ha cambiado su contraseña de {center}",
        change="Se ha cambiado la contraseña de su cuenta de {center}. Se ha cerrado la sesión en los demás "
        "navegadores.",
        change_hint="Si no fue usted, elija enseguida «¿Ha olvidado la contraseña?» en esa página y avise a un "
        "administrador.",
        subject_welcome="Su cuenta en {center}",
        welcome="Se ha creado una cuenta para usted en {center}.",
        user_id="Identificador",
        sign_in="Iniciar sesión",
        welcome_hint="La persona que creó la cuenta le dará la contraseña. Nunca se envía por correo.",
        minutes="El acta de esta reunión está lista. La recibe porque usted asistió.",
        minutes_button="Leer el acta",
        minutes_hint="Este enlace es solo para usted. No lo comparta, por favor.",
        subject_claim="Su cuenta en {center}",
        claim="Le invitaron a una reunión en {center} y desea convertir esta dirección en su cuenta. Así, todas las "
        "reuniones a las que está invitada aparecerán en una lista.",
        claim_button="Convertirla en mi cuenta",
        claim_hint="El enlace funciona una vez y durante una hora. Si no lo pidió usted, no tiene que hacer nada.",
        subject_storage="El almacenamiento de {center} se está llenando",
        storage="Se usa más del 80 % del almacenamiento de {center}. Cuando esté lleno, no se podrán añadir "
        "documentos ni grabaciones.",
        storage_hint="Elimine los documentos y grabaciones que ya nadie necesita o pida más almacenamiento a quien "
        "administra el servidor.",
    ),
    "pt": Translations(
        untitled="Reunião com {organizer}",
        subject_invitation="Convite: {title}",
        subject_update="Convite atualizado: {title}",
        subject_cancelled="Cancelada: {title}",
        subject_reminder="Lembrete: {title}",
        greeting="Olá, {name},",
        invitation="{organizer} convida você para uma reunião online.",
        invitation_to_host="Você conduz esta reunião online.",
        update="Os dados desta reunião online mudaram.",
        date_update="Uma data desta série de reuniões on-line mudou. As outras continuam como estão.",
        date_cancelled="Uma data desta série de reuniões on-line foi cancelada. As outras estão mantidas.",
        cancelled="Esta reunião online foi cancelada.",
        withdrawn="O seu convite para esta reunião online foi retirado.",
        reminder="Este é um lembrete de uma reunião on-line para a qual você foi convidado.",
        when="Quando",
        repeats="Repetição",
        instead_of="Em vez de",
        organizer="Organização",
        join="Entrar na reunião",
        join_hint="A reunião abre no navegador; não é preciso instalar nada.",
        personal="Este link é só seu: quem o abrir entra com o seu nome. Por favor, não o repasse.",
        question="Você vai participar?",
        accept="Sim, vou participar",
        decline="Não, não posso participar",
        no_reminders="Não me envie mais lembretes",
        subject_reset="Uma nova senha para {center}",
        reset="Alguém pediu uma nova senha para a sua conta em {center}. Você já pode escolher uma.",
        reset_button="Escolher uma nova senha",
        reset_hint="O link funciona uma única vez, durante uma hora. Se não foi você quem pediu, não precisa fazer "
        "nada: sua senha continua a mesma.",
        subject_change="Sua senha em {center} foi alterada",
        change="A senha da sua conta em {center} foi alterada. A conta foi desconectada nos outros navegadores.",
        change_hint="Se não foi você, escolha imediatamente “Esqueceu a senha?” nessa página e avise um administrador.",
        subject_welcome="A sua conta em {center}",
        welcome="Uma conta foi criada para você em {center}.",
        user_id="Identificação",
        sign_in="Entrar",
        welcome_hint="A pessoa que criou a conta vai lhe dar a senha. Ela nunca é enviada por e-mail.",
        minutes="A ata desta reunião está pronta. Recebe-a porque esteve presente.",
        minutes_button="Ler a ata",
        minutes_hint="Este link é só para si. Por favor, não o partilhe.",
        subject_claim="Sua conta em {center}",
        claim="Você foi convidado para uma reunião em {center} e quer fazer deste endereço a sua conta. Assim, todas "
        "as reuniões para as quais ele é convidado ficam em uma lista.",
        claim_button="Fazer disto a minha conta",
        claim_hint="O link funciona uma vez e por uma hora. Se não foi você quem pediu, não é preciso fazer nada.",
        subject_storage="O armazenamento de {center} está quase cheio",
        storage="Mais de 80 % do armazenamento de {center} está em uso. Quando estiver cheio, não será possível "
        "adicionar documentos nem gravações.",
        storage_hint="Exclua documentos e gravações de que ninguém mais precisa ou peça mais armazenamento a quem "
        "opera o servidor.",
    ),
    "ja": Translations(
        untitled="{organizer} さんとの会議",
        subject_invitation="招待: {title}",
        subject_update="招待内容の変更: {title}",
        subject_cancelled="中止: {title}",
        subject_reminder="リマインダー: {title}",
        greeting="{name} 様",
        invitation="{organizer} さんからオンライン会議に招待されました。",
        invitation_to_host="あなたはこのオンライン会議のホストです。",
        update="このオンライン会議の内容が変更されました。",
        date_update="この定期的なオンライン会議のうち 1 回が変更されました。ほかの回に変更はありません。",
        date_cancelled="この定期的なオンライン会議のうち 1 回が中止になりました。ほかの回は予定どおり行われます。",
        cancelled="このオンライン会議は中止になりました。",
        withdrawn="このオンライン会議への招待は取り消されました。",
        reminder="招待されているオンライン会議のお知らせです。",
        when="日時",
        repeats="繰り返し",
        instead_of="変更前の日時",
        organizer="ホスト",
        join="会議に参加する",
        join_hint="会議はブラウザーで開きます。インストールは必要ありません。",
        personal="このリンクはあなた専用です。開いた人はあなたの名前で入室します。ほかの人に渡さないでください。",
        question="出席しますか？",
        accept="はい、出席します",
        decline="いいえ、出席できません",
        no_reminders="今後リマインダーを受け取らない",
        subject_reset="{center} の新しいパスワード",
        reset="{center} のアカウントについて、新しいパスワードの設定が依頼されました。今すぐ設定できます。",
        reset_button="新しいパスワードを設定",
        reset_hint="このリンクは 1 回だけ、1 時間以内に限り有効です。お心当たりがない場合は、何もする必要はありません。"
        "パスワードはそのままです。",
        subject_change="{center} のパスワードが変更されました",
        change="{center} のアカウントのパスワードが変更されました。ほかのブラウザーはサインアウトされました。",
        change_hint="お心当たりがない場合は、すぐにこのページで「パスワードを忘れた場合」を選び、"
        "管理者にお知らせください。",
        subject_welcome="{center} のアカウント",
        welcome="{center} にあなたのアカウントが作成されました。",
        user_id="ユーザー ID",
        sign_in="サインイン",
        welcome_hint="パスワードはアカウントを作成した担当者からお受け取りください。メールで送られることはありません。",
        minutes="このミーティングの議事録ができました。出席された方にお送りしています。",
        minutes_button="議事録を読む",
        minutes_hint="このリンクはあなた専用です。他の人に渡さないでください。",
        subject_claim="{center} のアカウント",
        claim="{center} の会議に招待され、このアドレスをアカウントにしようとしています。"
        "このアドレスが招待されたすべての会議が 1 つの一覧に表示されるようになります。",
        claim_button="アカウントにする",
        claim_hint="このリンクは 1 回だけ、1 時間有効です。心当たりがない場合は、何もする必要はありません。",
        subject_storage="{center} の保存容量が残り少なくなっています",
        storage="{center} の保存容量の 80 % 以上が使われています。いっぱいになると、資料も録画も追加できなくなります。",
        storage_hint="不要になった資料や録画を削除するか、サーバーの運用者に容量の追加を依頼してください。",
    ),
    "zh": Translations(
        untitled="与 {organizer} 的会议",
        subject_invitation="邀请：{title}",
        subject_update="邀请已更新：{title}",
        subject_cancelled="已取消：{title}",
        subject_reminder="提醒：{title}",
        greeting="{name}，您好：",
        invitation="{organizer} 邀请您参加在线会议。",
        invitation_to_host="您是此在线会议的主持人。",
        update="此在线会议的信息已更改。",
        date_update="此系列在线会议中有一次会议已更改，其余各次保持不变。",
        date_cancelled="此系列在线会议中有一次会议已取消，其余各次照常举行。",
        cancelled="此在线会议已取消。",
        withdrawn="您参加此在线会议的邀请已被撤回。",
        reminder="这是您受邀参加的在线会议的提醒。",
        when="时间",
        repeats="重复",
        instead_of="原定时间",
        organizer="主持人",
        join="加入会议",
        join_hint="会议在浏览器中打开，无需安装任何软件。",
        personal="此链接仅供您本人使用：任何人打开它都会以您的名义进入。请勿转发。",
        question="您会参加吗？",
        accept="是，我会参加",
        decline="否，我无法参加",
        no_reminders="不再向我发送提醒",
        subject_reset="{center} 的新密码",
        reset="有人为您在 {center} 的账户申请了新密码。您现在可以设置。",
        reset_button="设置新密码",
        reset_hint="该链接只能使用一次，一小时内有效。如果不是您本人申请的，无需任何操作，您的密码保持不变。",
        subject_change="您在 {center} 的密码已更改",
        change="您在 {center} 的账户密码已更改，其他浏览器均已退出登录。",
        change_hint="如果不是您本人操作，请立即在该页面选择“忘记密码？”，并告知管理员。",
        subject_welcome="您在 {center} 的账户",
        welcome="已在 {center} 为您创建账户。",
        user_id="用户 ID",
        sign_in="登录",
        welcome_hint="密码由创建账户的人告知您，绝不会通过邮件发送。",
        minutes="本次会议的纪要已完成。您曾参会，因此收到此邮件。",
        minutes_button="阅读会议纪要",
        minutes_hint="此链接仅供您本人使用，请勿转发。",
        subject_claim="您在 {center} 的帐户",
        claim="您受邀参加 {center} 的会议，并希望将此地址作为您的帐户。"
        "之后，邀请此地址参加的所有会议都会显示在一个列表中。",
        claim_button="设为我的帐户",
        claim_hint="此链接只能使用一次，一小时内有效。如果不是您本人请求的，无需进行任何操作。",
        subject_storage="{center} 的存储空间即将用尽",
        storage="{center} 的存储空间已使用超过 80 %。用满后将无法再添加文档和录制内容。",
        storage_hint="请删除不再需要的文档和录制内容，或向服务器运营者申请更多存储空间。",
    ),
    "ar": Translations(
        untitled="اجتماع مع {organizer}",
        subject_invitation="دعوة: {title}",
        subject_update="تحديث الدعوة: {title}",
        subject_cancelled="أُلغي: {title}",
        subject_reminder="تذكير: {title}",
        greeting="مرحبًا {name}،",
        invitation="يدعوك {organizer} إلى اجتماع عبر الإنترنت.",
        invitation_to_host="أنت مضيف هذا الاجتماع عبر الإنترنت.",
        update="تغيّرت تفاصيل هذا الاجتماع عبر الإنترنت.",
        date_update="تغيّر أحد مواعيد هذه السلسلة من الاجتماعات عبر الإنترنت، وتبقى المواعيد الأخرى كما هي.",
        date_cancelled="أُلغي أحد مواعيد هذه السلسلة من الاجتماعات عبر الإنترنت، وتُعقد الاجتماعات الأخرى في مواعيدها.",
        cancelled="أُلغي هذا الاجتماع عبر الإنترنت.",
        withdrawn="سُحبت دعوتك إلى هذا الاجتماع عبر الإنترنت.",
        reminder="هذا تذكير باجتماع عبر الإنترنت أنت مدعو إليه.",
        when="الموعد",
        repeats="التكرار",
        instead_of="بدلاً من",
        organizer="المضيف",
        join="الانضمام إلى الاجتماع",
        join_hint="يُفتح الاجتماع في المتصفح، ولا حاجة إلى تثبيت أي شيء.",
        personal="هذا الرابط لك وحدك: من يفتحه يدخل باسمك. يُرجى عدم مشاركته مع أحد.",
        question="هل ستحضر؟",
        accept="نعم، سأحضر",
        decline="لا، لا أستطيع الحضور",
        no_reminders="لا ترسل إليّ تذكيرات بعد الآن",
        subject_reset="كلمة مرور جديدة في {center}",
        reset="طُلبت كلمة مرور جديدة لحسابك في {center}. يمكنك اختيار واحدة الآن.",
        reset_button="اختيار كلمة مرور جديدة",
        reset_hint="يعمل الرابط مرة واحدة ولمدة ساعة. إن لم تكن أنت من طلبه فلا حاجة إلى فعل أي شيء: تبقى كلمة مرورك "
        "كما هي.",
        subject_change="غُيّرت كلمة مرورك في {center}",
        change="غُيّرت كلمة مرور حسابك في {center}، وسُجّل خروجك من المتصفحات الأخرى.",
        change_hint="إن لم تكن أنت من غيّرها فاختر «هل نسيت كلمة المرور؟» في تلك الصفحة فورًا وأبلغ أحد المسؤولين.",
        subject_welcome="حسابك في {center}",
        welcome="أُنشئ لك حساب في {center}.",
        user_id="معرّف المستخدم",
        sign_in="تسجيل الدخول",
        welcome_hint="تحصل على كلمة المرور ممن أنشأ الحساب، ولا تُرسل بالبريد أبدًا.",
        minutes="محضر هذا الاجتماع جاهز. وصلك لأنك كنت حاضرًا.",
        minutes_button="قراءة المحضر",
        minutes_hint="هذا الرابط مخصّص لك وحدك. يُرجى عدم مشاركته.",
        subject_claim="حسابك في {center}",
        claim="دُعيت إلى اجتماع في {center} وتريد أن تجعل هذا العنوان حسابك. عندها تظهر كل الاجتماعات التي دُعي "
        "إليها في قائمة واحدة.",
        claim_button="اجعله حسابي",
        claim_hint="يعمل الرابط مرة واحدة ولمدة ساعة. إذا لم تطلبه أنت فلا يلزمك فعل شيء.",
        subject_storage="مساحة تخزين {center} تكاد تمتلئ",
        storage="استُخدم أكثر من 80 % من مساحة تخزين {center}. عندما تمتلئ لن يمكن إضافة مستندات أو تسجيلات.",
        storage_hint="احذف المستندات والتسجيلات التي لم يعد أحد يحتاج إليها، أو اطلب مساحة أكبر من مشغّل الخادم.",
    ),
}
