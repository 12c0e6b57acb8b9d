"""Made-up articles in the languages of the watch list, with the furniture that pages of that language put around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Block = tuple[str, str]  # kind (p, h, q, li) and text


@dataclass(frozen=True, slots=True)
class Story:
    """An article and what stands around it. ``printed`` is its day as people write it, ``later`` another day, of a change or a teaser."""

    language: str
    site: str
    host: str
    title: str
    lead: str
    body: tuple[Block, ...]
    author: str
    day: date
    offset: str
    printed: str
    later: str
    updated: str
    also: str
    related: str
    cookies: str
    advert: str
    footer: str
    comment: str
    bio: str

    @property
    def url(self) -> str:
        """Its address, without a date."""
        return f"https://www.{self.host}/news/article-{len(self.title) * 37}"

    @property
    def dated_url(self) -> str:
        """Its address on sites that put the day into it."""
        return f"https://www.{self.host}/{self.day:%Y/%m/%d}/article-{len(self.title)}"

    @property
    def stamp(self) -> str:
        """When it was published, in the publisher's time."""
        return f"{self.day.isoformat()}T09:15:00{self.offset}"

    @property
    def text(self) -> str:
        """What an extraction should give: standfirst and body."""
        return "\n".join([self.lead, *(text for _, text in self.body)])

    @property
    def furniture(self) -> tuple[str, ...]:
        """What it should not give."""
        return (self.related, self.cookies, self.footer, self.comment, self.bio)


STORIES = (
    Story(
        "pl", "Kurier Wschodni", "kurier-wschodni.example",
        "Statki z amunicją znów zawinęły do Władywostoku",
        "Trzy jednostki pod banderą północnokoreańską weszły do portu w nocy z poniedziałku na wtorek, wynika ze zdjęć satelitarnych.",
        (
            ("p", "Ładunek przewieziono do magazynów kolejowych, a stamtąd pociągami na zachód kraju, podał ośrodek analityczny z Seulu. Według jego obliczeń od sierpnia do portu trafiło co najmniej trzynaście tysięcy kontenerów."),
            ("p", "Rzecznik resortu obrony odmówił komentarza. „Nie potwierdzamy doniesień prasowych” – oświadczył dziennikarzom w środę, dodając, że współpraca obu państw odbywa się zgodnie z prawem."),
            ("h", "Skąd pochodzą pociski"),
            ("p", "Eksperci wskazują, że pociski kalibru 152 milimetry powstały w dwóch zakładach na północy kraju. Zdjęcia z jesieni pokazują, że obie fabryki pracowały na trzy zmiany, a przy bramach ustawiono dodatkowe bocznice."),
            ("q", "Nie mamy wątpliwości, że to ta sama trasa, którą widzieliśmy w ubiegłym roku, powiedział jeden z analityków."),
            ("p", "Rezolucja Rady Bezpieczeństwa zakazuje wszelkiego handlu bronią z tym krajem. Grupa ekspertów, która nadzorowała sankcje, przestała działać po rosyjskim wecie, więc raporty przygotowują teraz same rządy."),
        ),
        "Anna Wiśniewska", date(2024, 11, 5), "+01:00", "5 listopada 2024", "7 listopada 2024", "Aktualizacja:", "Czytaj także:",
        "Najlepsze przepisy na sernik babci", "Ta strona używa plików cookie, aby dostosować treści do Twoich potrzeb.", "REKLAMA",
        "Wszelkie prawa zastrzeżone. Kopiowanie treści bez zgody redakcji jest zabronione.", "Świetny tekst, czekam na więcej takich analiz!",
        "Dziennikarka działu zagranicznego, wcześniej korespondentka w Tokio i Berlinie.",
    ),
    Story(
        "en", "The Harbour Post", "harbourpost.example",
        "Ministers weigh new measures after shipment of missile parts",
        "Officials from eleven countries met on Thursday to discuss how to answer what they called a pattern of prohibited transfers.",
        (
            ("p", "The group said that parts for short-range missiles had been flown to an air base near the border in October. Two of the crates were photographed by residents, whose pictures were checked by independent experts."),
            ("p", "A spokeswoman for the delegation declined to name the companies involved. She said the evidence would be handed to the sanctions committee before the end of the month."),
            ("h", "A second route"),
            ("p", "Investigators also described a second route through a free port, where containers were relabelled as agricultural machinery. Customs records seen by this newspaper show forty such consignments since January."),
            ("q", "We have watched this network grow for three years, and it has become bolder, a senior official said."),
            ("p", "Neither government has commented on the findings. In earlier statements both denied that any weapons had changed hands and called the reports fabricated."),
            ("p", "The next meeting is planned for the spring, when the group is to publish its second report."),
        ),
        "James Holloway", date(2025, 3, 14), "-04:00", "March 14, 2025", "March 16, 2025", "Updated", "Read also:",
        "Ten lakeside cottages you can rent this summer", "We use cookies and similar technologies to improve your experience on our site.", "ADVERTISEMENT",
        "All rights reserved. Registered office at 4 Quay Street.", "Great reporting, thank you for covering this story!",
        "James Holloway covers defence and has won two press awards for his work.",
    ),
    Story(
        "uk", "Вісник Столиці", "visnyk-stolytsi.example",
        "Розвідка повідомила про навчання іноземних екіпажів на полігоні",
        "За даними відомства, на полігоні в Приморському краї перебуває близько трьох тисяч військовослужбовців.",
        (
            ("p", "Вони навчаються керувати безпілотниками та бронетехнікою, ідеться в повідомленні пресслужби. Перші групи прибули ще влітку, а заняття ведуть інструктори, які мають бойовий досвід."),
            ("p", "Представник Генерального штабу заявив, що частину підрозділів можуть перекинути до прикордонних районів уже цього місяця. Він не уточнив, про які саме ділянки йдеться."),
            ("h", "Що кажуть союзники"),
            ("p", "У Брюсселі зазначили, що перевіряють ці дані разом із партнерами. Речник Альянсу наголосив, що така співпраця порушує кілька резолюцій Ради Безпеки, які підтримала й сама Росія."),
            ("q", "Ми бачимо загрозу, яка виходить далеко за межі Європи, сказав він на брифінгу."),
            ("p", "Раніше південнокорейська розвідка повідомляла про відправлення півтори тисячі бійців спеціального призначення десантними кораблями Тихоокеанського флоту."),
        ),
        "Олена Коваль", date(2024, 10, 23), "+03:00", "23 жовтня 2024", "25 жовтня 2024", "Оновлено:", "Читайте також:",
        "Погода на вихідні: синоптики попередили про тумани", "Ми використовуємо файли cookie, щоб покращити роботу сайту.", "РЕКЛАМА",
        "Усі права захищені. Передрук лише з посиланням на джерело.", "Дякую за матеріал, дуже цікаво було прочитати!",
        "Журналістка відділу безпеки, працює у виданні з 2015 року.",
    ),
    Story(
        "ru", "Северный листок", "severny-listok.example",
        "Делегации подписали протокол о сотрудничестве в строительстве",
        "Документ предусматривает отправку рабочих на стройки Дальнего Востока, сообщила пресс-служба правительства края.",
        (
            ("p", "По словам вице-губернатора, первые бригады приедут уже весной и будут заняты на возведении жилых домов и дорог. Всего стороны рассчитывают привлечь до пяти тысяч специалистов."),
            ("p", "Эксперты напоминают, что резолюция Совета Безопасности обязала все страны вернуть таких рабочих на родину до конца 2019 года. В правительстве края от комментариев на этот счет воздержались."),
            ("h", "Как это устроено"),
            ("p", "Раньше рабочие приезжали по учебным визам, рассказал собеседник издания. Договоры заключали с посредниками, а большую часть заработка перечисляли на счета в третьих странах."),
            ("q", "Никаких нарушений мы не видим, это обычные контракты, заявил представитель подрядчика."),
            ("p", "В посольстве на запрос не ответили. Следующая встреча рабочей группы намечена на начало лета и пройдет в столице соседней страны."),
        ),
        "Игорь Лебедев", date(2025, 2, 6), "+10:00", "6 февраля 2025", "9 февраля 2025", "Обновлено:", "Читайте также:",
        "Как выбрать утюг: советы хозяйкам", "Мы используем файлы cookie для удобства пользователей сайта.", "Реклама",
        "Все права защищены. При цитировании ссылка обязательна.", "Спасибо автору, очень познавательная статья!",
        "Обозреватель отдела экономики, пишет о Дальнем Востоке.",
    ),
    Story(
        "de", "Norddeutsche Umschau", "nd-umschau.example",
        "Zoll beschlagnahmt Werkzeugmaschinen im Hamburger Hafen",
        "Die Maschinen sollten über Zwischenhändler nach Ostasien gehen, teilte die Staatsanwaltschaft am Montag mit.",
        (
            ("p", "Nach Angaben der Ermittler handelt es sich um zwei Fünf-Achs-Fräsen, die auf der Liste kontrollierter Güter stehen. Sie eignen sich zur Fertigung von Turbinenteilen und Gehäusen für Raketenmotoren."),
            ("p", "Gegen drei Beschuldigte wird wegen des Verdachts von Verstößen gegen das Außenwirtschaftsgesetz ermittelt. Ein Anwalt der Firma wies die Vorwürfe zurück und sprach von einem Missverständnis."),
            ("h", "Spur führt nach Singapur"),
            ("p", "In den Frachtpapieren war ein Händler in Singapur als Empfänger genannt, der unter dieser Adresse unbekannt ist. Eine zweite Lieferung hatte das Land bereits im Frühjahr verlassen, heißt es in den Akten."),
            ("q", "Solche Umwege sehen wir inzwischen jede Woche, sagte ein Beamter."),
            ("p", "Das Ministerium kündigte an, die Prüfungen an den Seehäfen zu verschärfen und mehr Personal einzusetzen."),
        ),
        "Karin Petersen", date(2024, 9, 2), "+02:00", "2. September 2024", "4. September 2024", "Aktualisiert:", "Lesen Sie auch:",
        "Die schönsten Radwege an der Elbe", "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.", "Anzeige",
        "Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.", "Sehr guter Artikel, vielen Dank dafür!",
        "Karin Petersen ist Redakteurin für Wirtschaft und Außenhandel.",
    ),
    Story(
        "fr", "La Gazette du Fleuve", "gazette-fleuve.example",
        "Un réseau de financement démantelé après deux ans d’enquête",
        "Quatre personnes ont été mises en examen pour avoir transféré des fonds à une société visée par des sanctions.",
        (
            ("p", "Selon le parquet, près de deux millions d’euros ont transité par des comptes ouverts à Chypre et au Luxembourg. L’argent aurait servi à acheter des composants électroniques destinés à un programme balistique."),
            ("p", "L’avocate de l’un des suspects a dénoncé une accusation « sans fondement ». Son client, a-t-elle ajouté, n’exportait que du matériel agricole vers l’Asie."),
            ("h", "Des sociétés écrans"),
            ("p", "Les enquêteurs ont identifié une douzaine de sociétés écrans, dont plusieurs partageaient la même boîte postale. La banque qui tenait les comptes a signalé elle-même les mouvements suspects."),
            ("q", "C’est un dossier hors norme par le nombre de pays concernés, a confié un magistrat."),
            ("p", "Le procès pourrait se tenir à l’automne prochain devant le tribunal de Paris."),
        ),
        "Claire Dumont", date(2025, 5, 1), "+02:00", "1er mai 2025", "3 mai 2025", "Mis à jour le", "Lire aussi :",
        "Nos idées de balades pour le week-end", "Nous utilisons des cookies pour améliorer votre navigation sur notre site.", "Publicité",
        "Tous droits réservés. Reproduction interdite sans autorisation.", "Merci pour cet article très complet !",
        "Journaliste au service enquêtes, spécialiste de la criminalité financière.",
    ),
    Story(
        "es", "El Correo del Sur", "correodelsur.example",
        "La policía detiene a un intermediario de piezas de aviación",
        "El arrestado está acusado de vender repuestos de helicóptero a una empresa incluida en la lista de sanciones.",
        (
            ("p", "La investigación comenzó hace un año, cuando la aduana detectó un envío con documentos falsos en el aeropuerto de Zaragoza. Las piezas viajaban declaradas como recambios de maquinaria industrial."),
            ("p", "El detenido, de 54 años, negó los cargos ante el juez y quedó en libertad con medidas cautelares. Su abogado sostuvo que desconocía el destino final de la mercancía."),
            ("h", "Tres envíos previos"),
            ("p", "Los agentes creen que hubo al menos tres envíos anteriores, por un valor total de cuatro millones de euros. Los pagos se hicieron desde una cuenta abierta en Emiratos Árabes Unidos."),
            ("q", "Es la primera operación de este tipo en nuestro país, afirmó el comisario."),
            ("p", "El Ministerio de Comercio ha abierto un expediente a la empresa exportadora y ha suspendido sus licencias."),
        ),
        "Marta Ruiz", date(2024, 6, 20), "+02:00", "20 de junio de 2024", "22 de junio de 2024", "Actualizado:", "Lea también:",
        "Recetas frescas para los días de calor", "Utilizamos cookies propias y de terceros para mejorar nuestros servicios.", "Publicidad",
        "Todos los derechos reservados. Prohibida la reproducción total o parcial.", "Excelente nota, felicidades a la redacción.",
        "Redactora de sucesos y tribunales desde hace diez años.",
    ),
    Story(
        "cs", "Moravský deník", "moravsky-denik.example",
        "Celníci zadrželi zásilku čipů určenou pro výrobu dronů",
        "Zásilka za dvanáct milionů korun mířila přes Turecko do Ruska, uvedla mluvčí celní správy.",
        (
            ("p", "Čipy byly podle dokladů určeny pro výrobce praček. Odborníci však potvrdili, že jde o součástky, které se používají v navigaci bezpilotních letounů, a vyvážet je lze jen s povolením."),
            ("p", "Policie obvinila dva podnikatele z porušení mezinárodních sankcí. Hrozí jim až osm let vězení, oba vinu odmítají a odvolávají se na svého dodavatele."),
            ("h", "Kontroly budou častější"),
            ("p", "Ministerstvo zahraničí chce s celníky zavést společné kontroly na hranicích. Podobné případy letos řešily také úřady v Polsku a na Slovensku, kde skončily pokutami."),
            ("q", "Obcházení sankcí je dnes organizovaný obchod, řekl náměstek ministra."),
            ("p", "Soud o vazbě rozhodne ve čtvrtek odpoledne."),
        ),
        "Petr Novotný", date(2025, 1, 9), "+01:00", "9. ledna 2025", "11. ledna 2025", "Aktualizováno:", "Čtěte také:",
        "Kam za sněhem: přehled sjezdovek", "Tento web používá soubory cookie ke zlepšení služeb.", "Reklama",
        "Všechna práva vyhrazena. Přetisk jen se souhlasem redakce.", "Díky za článek, konečně někdo píše k věci!",
        "Redaktor domácí rubriky, dříve působil v rozhlase.",
    ),
    Story(
        "ko", "한빛일보", "hanbit-ilbo.example",
        "정부, 제재 회피 선박 두 척 추가 지정",
        "외교부는 북한산 석탄을 실어 나른 혐의로 선박 두 척과 회사 세 곳을 독자 제재 대상에 올렸다고 밝혔다.",
        (
            ("p", "당국자에 따르면 이 선박들은 지난해 여름부터 공해상에서 물건을 옮겨 싣는 방식으로 감시를 피했다. 위치 신호를 끄고 항해한 기록도 여러 차례 확인됐다."),
            ("p", "회사 측은 혐의를 부인했다. 한 관계자는 정상적인 무역이었다며 관련 서류를 모두 제출하겠다고 말했다."),
            ("h", "추가 조치 검토"),
            ("p", "정부는 우방국과 정보를 공유하며 추가 조치를 검토하고 있다. 전문가들은 전문가 패널이 사라진 뒤 감시 공백이 커졌다고 지적한다."),
            ("q", "해상 불법 활동을 막기 위해 모든 수단을 쓰겠다고 당국자는 강조했다."),
            ("p", "지정된 선박은 앞으로 국내 항구에 들어올 수 없으며 자산도 동결된다."),
        ),
        "김민수", date(2024, 7, 18), "+09:00", "2024년 7월 18일", "2024년 7월 20일", "수정", "관련 기사:",
        "주말 나들이 명소 열 곳을 소개합니다", "본 사이트는 쿠키를 사용하여 서비스를 제공합니다.", "광고",
        "저작권자 한빛일보. 무단 전재 및 재배포 금지.", "좋은 기사 감사합니다 잘 읽었습니다!",
        "정치부 기자로 외교와 안보 분야를 담당하고 있다.",
    ),
)  # fmt: skip
