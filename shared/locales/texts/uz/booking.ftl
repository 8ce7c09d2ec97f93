# Yozilish: sanalar
booking-date = { $weekday ->
        [1] dush
        [2] sesh
        [3] chor
        [4] pay
        [5] jum
        [6] shan
       *[7] yak
    }, { $day }-{ $month ->
        [1] yanvar
        [2] fevral
        [3] mart
        [4] aprel
        [5] may
        [6] iyun
        [7] iyul
        [8] avgust
        [9] sentabr
        [10] oktabr
        [11] noyabr
       *[12] dekabr
    }
booking-month = { $month ->
        [1] Yanvar
        [2] Fevral
        [3] Mart
        [4] Aprel
        [5] May
        [6] Iyun
        [7] Iyul
        [8] Avgust
        [9] Sentabr
        [10] Oktabr
        [11] Noyabr
       *[12] Dekabr
    } { $year }
booking-weekdays = Du Se Ch Pa Ju Sh Ya
